package dev.lifeguard.retry;

import java.time.Duration;
import java.util.function.DoubleSupplier;

import dev.lifeguard.retry.Attempt.Answer;
import dev.lifeguard.retry.Retries.Sources;
import dev.lifeguard.retry.RetrySettings.BackoffSettings;

/**
 * Wait before the next attempt: the backoff, but never shorter than the backend asks for.
 *
 * @param backoff how long we would wait
 * @param retryAfter how long the backend wants us to wait
 * @param random numbers from 0 to less than 1
 */
record RetryDelay(Backoff backoff, RetryAfter retryAfter, DoubleSupplier random) {

	/** Clients that were given the same time do not return at the same time. */
	private static final double SPREAD = 0.2;

	static RetryDelay of(BackoffSettings settings, Sources sources) {
		return new RetryDelay(Backoff.fullJitter(settings, sources.random()), new RetryAfter(sources.wallClock()),
				sources.random());
	}

	Duration after(Attempt attempt) {
		Duration wait = this.backoff.after(attempt.number());
		Duration floor = (attempt.result() instanceof Answer answer) ? this.retryAfter.of(answer) : Duration.ZERO;
		Duration longer = (wait.compareTo(floor) > 0) ? wait : floor;
		return longer.plus(spread(floor));
	}

	private Duration spread(Duration floor) {
		return Duration.ofNanos((long) (this.random.getAsDouble() * SPREAD * floor.toNanos()));
	}

}
