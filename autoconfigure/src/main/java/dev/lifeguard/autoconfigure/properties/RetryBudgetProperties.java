package dev.lifeguard.autoconfigure.properties;

import org.jspecify.annotations.Nullable;

/**
 * Properties of the budget that retries are paid from.
 *
 * @since 0.1.0
 */
public class RetryBudgetProperties {

	/**
	 * Tokens earned per successful call.
	 */
	private @Nullable Double ratio;

	/**
	 * Tokens earned per second.
	 */
	private @Nullable Double minPerSecond;

	/**
	 * Most tokens that are held.
	 */
	private @Nullable Integer cap;

	public @Nullable Double getRatio() {
		return this.ratio;
	}

	public void setRatio(@Nullable Double ratio) {
		this.ratio = ratio;
	}

	public @Nullable Double getMinPerSecond() {
		return this.minPerSecond;
	}

	public void setMinPerSecond(@Nullable Double minPerSecond) {
		this.minPerSecond = minPerSecond;
	}

	public @Nullable Integer getCap() {
		return this.cap;
	}

	public void setCap(@Nullable Integer cap) {
		this.cap = cap;
	}

}
