package dev.lifeguard.retry;

import java.time.Duration;

/**
 * How long to wait before another attempt.
 *
 * @param backoffBase the first backoff's upper end
 * @param backoffCap the longest backoff
 * @since 0.1.0
 */
public record RetrySettings(Duration backoffBase, Duration backoffCap) {

	/** The values that hold where nothing else is said. */
	public static final RetrySettings DEFAULTS = new RetrySettings(Duration.ofMillis(100), Duration.ofSeconds(2));

}
