package dev.lifeguard.autoconfigure.properties;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Properties of a client's time limits.
 *
 * @since 0.1.0
 */
public class TimeoutProperties {

	/**
	 * Longest TCP connect, with the lookup of the name before it.
	 */
	private @Nullable Duration connect;

	/**
	 * Longest TLS handshake.
	 */
	private @Nullable Duration tlsHandshake;

	/**
	 * Longest wait for the peer: until the first byte of the response, and between any
	 * two reads of it.
	 */
	private @Nullable Duration response;

	/**
	 * Longest call, including its waits, all of its attempts and the body of its
	 * response. With 0 there is no limit.
	 */
	private @Nullable Duration call;

	public @Nullable Duration getConnect() {
		return this.connect;
	}

	public void setConnect(@Nullable Duration connect) {
		this.connect = connect;
	}

	public @Nullable Duration getTlsHandshake() {
		return this.tlsHandshake;
	}

	public void setTlsHandshake(@Nullable Duration tlsHandshake) {
		this.tlsHandshake = tlsHandshake;
	}

	public @Nullable Duration getResponse() {
		return this.response;
	}

	public void setResponse(@Nullable Duration response) {
		this.response = response;
	}

	public @Nullable Duration getCall() {
		return this.call;
	}

	public void setCall(@Nullable Duration call) {
		this.call = call;
	}

}
