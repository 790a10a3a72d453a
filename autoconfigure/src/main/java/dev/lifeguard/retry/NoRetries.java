package dev.lifeguard.retry;

import java.time.Duration;

import dev.lifeguard.retry.Decision.Outcome;

/**
 * The retries of a client that has none.
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
	public void succeeded() {
	}

	@Override
	public double tokens() {
		return 0;
	}

}
