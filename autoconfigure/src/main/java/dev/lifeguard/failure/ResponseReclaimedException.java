package dev.lifeguard.failure;

import java.io.IOException;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Exception thrown when the application reads a response that was reclaimed: it had asked
 * for none of its bytes for {@code leak.threshold}, so its connection was closed and its
 * permit released. What was not read by then is lost.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public class ResponseReclaimedException extends IOException {

	private final String client;

	private final String remote;

	private final Duration threshold;

	/**
	 * Create a new exception.
	 * @param client the client's name
	 * @param remote where the call went, {@code host:port}
	 * @param threshold how long a response may be unread
	 * @param cause the transport's own report, if it made one
	 */
	public ResponseReclaimedException(String client, String remote, Duration threshold, @Nullable Throwable cause) {
		super(("client=%s remote=%s: the response was reclaimed because the application asked for none of its bytes "
				+ "for %sms (leak.threshold); raise it if the application reads that slowly on purpose")
			.formatted(client, remote, threshold.toMillis()), cause);
		this.client = client;
		this.remote = remote;
		this.threshold = threshold;
	}

	/**
	 * Return the client's name.
	 * @return the name
	 */
	public String getClient() {
		return this.client;
	}

	/**
	 * Return where the call went.
	 * @return {@code host:port}
	 */
	public String getRemote() {
		return this.remote;
	}

	/**
	 * Return how long a response may be unread.
	 * @return the threshold
	 */
	public Duration getThreshold() {
		return this.threshold;
	}

}
