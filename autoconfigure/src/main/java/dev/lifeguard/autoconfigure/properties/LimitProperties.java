package dev.lifeguard.autoconfigure.properties;

import org.jspecify.annotations.Nullable;

/**
 * Properties of how a client's bound is found.
 *
 * @since 0.1.0
 */
public class LimitProperties {

	/**
	 * Whether the bound is the configured one or learned. Only fixed is in force yet.
	 */
	private @Nullable LimitMode mode;

	/**
	 * Smallest learned bound. Not in force yet.
	 */
	private @Nullable Integer min;

	public @Nullable LimitMode getMode() {
		return this.mode;
	}

	public void setMode(@Nullable LimitMode mode) {
		this.mode = mode;
	}

	public @Nullable Integer getMin() {
		return this.min;
	}

	public void setMin(@Nullable Integer min) {
		this.min = min;
	}

	/**
	 * How the bound is found.
	 */
	public enum LimitMode {

		/** It is the configured one. */
		FIXED,

		/** It is learned. */
		ADAPTIVE

	}

}
