package dev.lifeguard.failure;

import java.io.IOException;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Exception thrown when the peer closed a kept connection before the response began: it
 * had been idle for longer than the peer keeps connections. Nobody knows whether the peer
 * has seen the request, so it was not sent again.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public class StaleConnectionException extends IOException {

	private final String client;

	private final String remote;

	private final Duration age;

	private final Duration idle;

	/**
	 * Create a new exception.
	 * @param client the client's name
	 * @param remote where the call went, {@code host:port}
	 * @param age how long the connection had been open
	 * @param idle how long it had been idle before this call
	 * @param cause the transport's own report, if it made one
	 */
	public StaleConnectionException(String client, String remote, Duration age, Duration idle,
			@Nullable Throwable cause) {
		super(("client=%s remote=%s: the peer closed a reused connection before the response began "
				+ "(connection-age=%sms idle-before=%sms reused=true); the request was not sent again because it could be "
				+ "processed twice. Hint: the peer, or something on the way to it, keeps idle connections for less than "
				+ "pool.max-idle-time")
			.formatted(client, remote, age.toMillis(), idle.toMillis()), cause);
		this.client = client;
		this.remote = remote;
		this.age = age;
		this.idle = idle;
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
	 * Return how long the connection had been open.
	 * @return its age
	 */
	public Duration getAge() {
		return this.age;
	}

	/**
	 * Return how long the connection had been idle before the call.
	 * @return the time
	 */
	public Duration getIdle() {
		return this.idle;
	}

}
