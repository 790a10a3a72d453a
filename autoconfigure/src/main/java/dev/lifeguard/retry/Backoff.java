package dev.lifeguard.retry;

import java.time.Duration;
import java.util.function.DoubleSupplier;

import dev.lifeguard.retry.RetrySettings.BackoffSettings;

/**
 * Strategy that decides how long a client waits before it calls a backend that failed
 * again.
 */
@FunctionalInterface
interface Backoff {

	/**
	 * Return the wait after an attempt.
	 * @param number which attempt of its call failed; the first one is 1
	 * @return the wait, zero or more
	 */
	Duration after(int number);

	/**
	 * Return the exponential backoff with full jitter: evenly spread over
	 * {@code [0, min(cap, base * 2^(number - 1)))}, so that calls that failed together do
	 * not return together. Source: Marc Brooker, <i>Exponential Backoff And Jitter</i>,
	 * AWS Architecture Blog, 2015.
	 * @param settings the base and the cap
	 * @param random numbers from 0 to less than 1
	 * @return the backoff
	 */
	static Backoff fullJitter(BackoffSettings settings, DoubleSupplier random) {
		long base = settings.base().toNanos();
		long cap = settings.cap().toNanos();
		return (number) -> Duration.ofNanos((long) (random.getAsDouble() * ceiling(base, cap, number - 1)));
	}

	private static long ceiling(long base, long cap, int doublings) {
		boolean capped = doublings >= Long.SIZE || base > (cap >> doublings);
		return capped ? cap : base << doublings;
	}

}
