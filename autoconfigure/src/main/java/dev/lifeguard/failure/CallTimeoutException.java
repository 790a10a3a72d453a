package dev.lifeguard.failure;

import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Exception thrown when a call takes longer than one of its time limits allows. Its
 * connection is closed and its permit in the pool is given back.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public class CallTimeoutException extends IOException {

	private final String client;

	private final String remote;

	private final Phase phase;

	private final Duration elapsed;

	private final Limit limit;

	/**
	 * Create a new exception.
	 * @param client the client's name
	 * @param remote where the call went, {@code host:port}
	 * @param phase what took too long
	 * @param elapsed the time since the call began
	 * @param limit the time that the phase may take
	 * @param cause the transport's own report, if it made one
	 */
	public CallTimeoutException(String client, String remote, Phase phase, Duration elapsed, Duration limit,
			@Nullable Throwable cause) {
		this(client, remote, phase, elapsed, new Limit(limit, phase.setting()), cause);
	}

	/**
	 * Create a new exception for a limit that may be another than the client's own.
	 * @param client the client's name
	 * @param remote where the call went, {@code host:port}
	 * @param phase what took too long
	 * @param elapsed the time since the call began
	 * @param limit the limit that was passed
	 * @param cause the transport's own report, if it made one
	 */
	public CallTimeoutException(String client, String remote, Phase phase, Duration elapsed, Limit limit,
			@Nullable Throwable cause) {
		super("client=%s remote=%s phase=%s elapsed=%sms limit=%sms (%s)".formatted(client, remote, phase,
				elapsed.toMillis(), limit.time().toMillis(), limit.setting()), cause);
		this.client = client;
		this.remote = remote;
		this.phase = phase;
		this.elapsed = elapsed;
		this.limit = limit;
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
	 * Return what took too long.
	 * @return the phase
	 */
	public Phase getPhase() {
		return this.phase;
	}

	/**
	 * Return the time since the call began.
	 * @return the elapsed time
	 */
	public Duration getElapsed() {
		return this.elapsed;
	}

	/**
	 * Return the time that the phase may take.
	 * @return the limit
	 */
	public Duration getLimit() {
		return this.limit.time();
	}

	/**
	 * Return what sets the limit that was passed.
	 * @return the property below the client's, such as {@code timeout.response}, or words
	 * such as {@code a response timeout of the request}
	 */
	public String getSetting() {
		return this.limit.setting();
	}

	/**
	 * Time limit, and what sets it.
	 *
	 * @param time how long it is
	 * @param setting the property below the client's, such as {@code timeout.response},
	 * or words such as {@code a response timeout of the request}
	 */
	public record Limit(Duration time, String setting) implements Serializable {
	}

	/**
	 * Phase of a call that has a time limit of its own.
	 */
	public enum Phase {

		/** Waiting for a permit in the pool. */
		ACQUIRE("pool.acquire-timeout"),

		/**
		 * The name of the remote, which shares its time with the TCP connect.
		 */
		NAME("timeout.connect"),

		/** The TCP connect. */
		CONNECT("timeout.connect"),

		/** The TLS handshake. */
		TLS("timeout.tls-handshake"),

		/** From the request to the first byte of the response. */
		FIRST_BYTE("timeout.response"),

		/** Between two reads of the response's body. */
		BODY("timeout.response"),

		/** The whole call. */
		CALL("timeout.call");

		private final String setting;

		Phase(String setting) {
			this.setting = setting;
		}

		String setting() {
			return this.setting;
		}

	}

}
