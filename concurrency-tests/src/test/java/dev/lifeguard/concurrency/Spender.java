package dev.lifeguard.concurrency;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

import dev.lifeguard.retry.Attempt;
import dev.lifeguard.retry.Attempt.Answer;
import dev.lifeguard.retry.Attempt.Request;
import dev.lifeguard.retry.Retries;
import dev.lifeguard.retry.Retries.Sources;
import dev.lifeguard.retry.RetryRule;
import dev.lifeguard.retry.RetrySettings;
import dev.lifeguard.retry.RetrySettings.BudgetMode;
import dev.lifeguard.retry.RetrySettings.BudgetSettings;

/**
 * Retries from a small budget that two threads spend, with a clock that stands still
 * unless it is moved.
 */
final class Spender {

	private static final Attempt UNAVAILABLE = new Attempt(1, new Request("GET", false, true), new Answer(503));

	private final AtomicLong nanos = new AtomicLong();

	private final Retries retries;

	Spender(int tokens) {
		RetrySettings defaults = RetrySettings.DEFAULTS;
		RetrySettings settings = new RetrySettings(true, 2, defaults.statuses(), defaults.methods(), defaults.backoff(),
				new BudgetSettings(BudgetMode.FIXED, 0.5, 1.0, tokens), defaults.attemptHeader());
		this.retries = Retries.of(settings, RetryRule.of(settings),
				new Sources(this.nanos::get, InstantSource.system(), () -> 0), (failure) -> {
					throw new AssertionError(failure);
				});
	}

	/**
	 * Ask for a retry and return how many were granted.
	 */
	int spend() {
		return this.retries.next(UNAVAILABLE, Duration.ofSeconds(1)).isRetry() ? 1 : 0;
	}

	void secondsPass(int seconds) {
		this.nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
	}

	void succeed() {
		this.retries.answered(1, 200, 0, false);
	}

	/**
	 * Return how many tokens are left.
	 */
	double left() {
		return this.retries.tokens();
	}

}
