package dev.lifeguard.autoconfigure.properties;

import dev.lifeguard.retry.RetrySettings.BudgetMode;
import org.jspecify.annotations.Nullable;

/**
 * Properties of the budget that retries are paid from.
 *
 * @since 0.1.0
 */
public class RetryBudgetProperties {

	/**
	 * Whether retries cost a token even while they help. FIXED if the size of the bucket
	 * is written.
	 */
	private @Nullable BudgetMode mode;

	/**
	 * Tokens earned per successful call.
	 */
	private @Nullable Double ratio;

	/**
	 * Tokens earned per second. 5 % of the client's calls per second if not set, from 0.1
	 * to 1.
	 */
	private @Nullable Double minPerSecond;

	/**
	 * Maximum number of tokens. One second of the client's calls if not set, from 10 to
	 * 100.
	 */
	private @Nullable Integer cap;

	public @Nullable BudgetMode getMode() {
		return this.mode;
	}

	public void setMode(@Nullable BudgetMode mode) {
		this.mode = mode;
	}

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
