package dev.lifeguard.benchmarks.peers;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.http.HttpTimeoutException;
import java.util.Objects;
import java.util.stream.Stream;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.timeout.TimeoutException;

import org.springframework.core.NestedExceptionUtils;

/**
 * Tells a connection that broke or was refused, after which tuned clients repeat a
 * {@code GET}, from a timeout and from a refusal by the client itself, after which they
 * do not.
 *
 * @since 0.1.0
 */
public final class BrokenConnection {

	private BrokenConnection() {
	}

	/**
	 * Return whether a connection that broke or was refused is the reason.
	 * @param failure what a call failed with
	 * @return whether it is
	 */
	public static boolean isBehind(Throwable failure) {
		return NestedExceptionUtils.getMostSpecificCause(failure) instanceof IOException
				&& Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
					.noneMatch(BrokenConnection::isTimeout);
	}

	/**
	 * Return whether a time limit is the reason.
	 * @param failure what a call failed with
	 * @return whether it is
	 */
	static boolean isTimeoutBehind(Throwable failure) {
		return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
			.anyMatch((cause) -> cause instanceof TimeoutException || isTimeout(cause));
	}

	// those that are kinds of IOException; Apache's are kinds of InterruptedIOException
	private static boolean isTimeout(Throwable failure) {
		return failure instanceof InterruptedIOException || failure instanceof HttpTimeoutException
				|| failure instanceof ConnectTimeoutException;
	}

}
