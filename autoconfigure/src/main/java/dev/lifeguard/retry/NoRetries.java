package dev.lifeguard.retry;

import java.time.Duration;
import java.util.function.BooleanSupplier;

import dev.lifeguard.retry.Decision.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Retries of a client that has none.
 */
final class NoRetries implements Retries {

	private static final Decision DISABLED = Decision.stop(Outcome.DISABLED);

	@Override
	public Decision next(Attempt attempt, Duration remaining) {
		return DISABLED;
	}

	@Override
	public boolean isFinal(int status) {
		return true;
	}

	@Override
	public Retries with(RetryRule rule) {
		return this;
	}

	@Override
	public void answered(int number, int status, long firstByteNanos, boolean waited) {
	}

	@Override
	public void unanswered(int number, boolean timedOut) {
	}

	@Override
	public void watch(BooleanSupplier room) {
	}

	@Override
	public double tokens() {
		return 0;
	}

	@Override
	public @Nullable BudgetState budget() {
		return null;
	}

}
