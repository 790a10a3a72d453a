package dev.lifeguard.transport;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;

import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;

/**
 * Recognition of the failures of a call whose event loop was shut down while it was in
 * progress. Who shuts loops down closes their connections, and looks like a peer that
 * does.
 *
 * @since 0.1.0
 */
public final class LoopsShutDown {

	private static final String TERMINATED = "event executor terminated";

	/** The words for it in a failure. */
	public static final String WORDS = "the event loops were shut down";

	/**
	 * Messages of the library when a loop is given a task, or a resolver group is given a
	 * loop.
	 */
	private static final Set<String> LIBRARYS = Set.of(TERMINATED, "executor not accepting a task");

	private LoopsShutDown() {
	}

	public static boolean explains(Throwable failure, @Nullable Channel channel) {
		if (failure instanceof RejectedExecutionException || failure instanceof IllegalStateException) {
			String message = failure.getMessage();
			return message != null && LIBRARYS.contains(message);
		}
		return failure instanceof IOException && isShuttingDown(channel);
	}

	/**
	 * Return what a loop throws that has ended.
	 * @return what a loop throws that has ended
	 */
	public static RejectedExecutionException rejected() {
		return new RejectedExecutionException(TERMINATED);
	}

	private static boolean isShuttingDown(@Nullable Channel channel) {
		return channel != null && !channel.isOpen() && channel.eventLoop().isShuttingDown();
	}

}
