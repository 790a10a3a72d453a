package dev.lifeguard.autoconfigure;

import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.NestedConfigurationProperty;

/**
 * Properties of a client's retries. Only checked so far, not in force yet.
 */
class RetryProperties {

	/**
	 * Whether failed attempts are repeated. Not in force yet.
	 */
	private @Nullable Boolean enabled;

	/**
	 * Most attempts of a call, the first one included. Not in force yet.
	 */
	private @Nullable Integer maxAttempts;

	/**
	 * Response statuses that are worth another attempt. Not in force yet.
	 */
	private @Nullable Set<Integer> statuses;

	/**
	 * Request methods that may be repeated. Not in force yet.
	 */
	private @Nullable Set<String> methods;

	/**
	 * Waits between attempts.
	 */
	@NestedConfigurationProperty
	private final RetryBackoffProperties backoff = new RetryBackoffProperties();

	/**
	 * How many retries the client can afford.
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

	public RetryBackoffProperties getBackoff() {
		return this.backoff;
	}

	public RetryBudgetProperties getBudget() {
		return this.budget;
	}

}
