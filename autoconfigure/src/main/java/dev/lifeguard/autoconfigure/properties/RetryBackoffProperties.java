package dev.lifeguard.autoconfigure.properties;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Properties of the waits between attempts.
 *
 * @since 0.1.0
 */
public class RetryBackoffProperties {

	/**
	 * Upper end of the first backoff.
	 */
	private @Nullable Duration base;

	/**
	 * Longest backoff.
	 */
	private @Nullable Duration cap;

	public @Nullable Duration getBase() {
		return this.base;
	}

	public void setBase(@Nullable Duration base) {
		this.base = base;
	}

	public @Nullable Duration getCap() {
		return this.cap;
	}

	public void setCap(@Nullable Duration cap) {
		this.cap = cap;
	}

}
