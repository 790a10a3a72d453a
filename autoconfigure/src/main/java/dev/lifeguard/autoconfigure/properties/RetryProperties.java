package dev.lifeguard.autoconfigure.properties;

import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.NestedConfigurationProperty;

/**
 * Properties of a client's retries.
 *
 * @since 0.1.0
 */
public class RetryProperties {

	/**
	 * Whether failed attempts are repeated.
	 */
	private @Nullable Boolean enabled;

	/**
	 * Maximum number of attempts of a call, including the first.
	 */
	private @Nullable Integer maxAttempts;

	/**
	 * Response statuses that are worth another attempt.
	 */
	private @Nullable Set<Integer> statuses;

	/**
	 * Request methods that may be repeated.
	 */
	private @Nullable Set<String> methods;

	/**
	 * Whether a request that is sent again carries its number in X-Retry-Attempt.
	 */
	private @Nullable Boolean attemptHeader;

	/**
	 * Waits between attempts.
	 */
	@NestedConfigurationProperty
	private final RetryBackoffProperties backoff = new RetryBackoffProperties();

	/**
	 * Budget of retries.
	 */
	@NestedConfigurationProperty
	private final RetryBudgetProperties budget = new RetryBudgetProperties();

	public @Nullable Boolean getEnabled() {
		return this.enabled;
	}

	public void setEnabled(@Nullable Boolean enabled) {
		this.enabled = enabled;
	}

	public @Nullable Integer getMaxAttempts() {
		return this.maxAttempts;
	}

	public void setMaxAttempts(@Nullable Integer maxAttempts) {
		this.maxAttempts = maxAttempts;
	}

	public @Nullable Set<Integer> getStatuses() {
		return this.statuses;
	}

	public void setStatuses(@Nullable Set<Integer> statuses) {
		this.statuses = statuses;
	}

	public @Nullable Set<String> getMethods() {
		return this.methods;
	}

	public void setMethods(@Nullable Set<String> methods) {
		this.methods = methods;
	}

	public @Nullable Boolean getAttemptHeader() {
		return this.attemptHeader;
	}

	public void setAttemptHeader(@Nullable Boolean attemptHeader) {
		this.attemptHeader = attemptHeader;
	}

	public RetryBackoffProperties getBackoff() {
		return this.backoff;
	}

	public RetryBudgetProperties getBudget() {
		return this.budget;
	}

}
