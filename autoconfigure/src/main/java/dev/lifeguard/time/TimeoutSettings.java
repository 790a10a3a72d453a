package dev.lifeguard.time;

import java.time.Duration;

/**
 * Settings for the time that each part of a call may take.
 *
 * @param connect the TCP connect
 * @param tlsHandshake the TLS handshake
 * @param response while we wait for the peer: until the first byte, and between any two
 * reads
 * @param call the whole call; zero means no limit
 * @since 0.1.0
 */
public record TimeoutSettings(Duration connect, Duration tlsHandshake, Duration response, Duration call) {

	/** Default values. */
	public static final TimeoutSettings DEFAULTS = new TimeoutSettings(Duration.ofSeconds(2), Duration.ofSeconds(3),
			Duration.ofSeconds(10), Duration.ofSeconds(30));

}
