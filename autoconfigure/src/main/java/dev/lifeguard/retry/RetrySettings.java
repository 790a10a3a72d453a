package dev.lifeguard.retry;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Whether, when and how often one client tries again.
 *
 * @param enabled whether attempts are repeated at all
 * @param maxAttempts the most attempts of a call, the first one included; 1 means no
 * retries
 * @param statuses the response statuses that are worth another attempt
 * @param methods the request methods that may be repeated, in upper case
 * @param backoff how long to wait between attempts
 * @param budget how many retries the client can afford
 * @param attemptHeader whether a retry carries its number in {@code X-Retry-Attempt}
 * @since 0.1.0
 */
public record RetrySettings(boolean enabled, int maxAttempts, Set<Integer> statuses, Set<String> methods,
		BackoffSettings backoff, BudgetSettings budget, boolean attemptHeader) {

	/** Default values. */
	public static final RetrySettings DEFAULTS = new RetrySettings(true, 3,
			new LinkedHashSet<>(List.of(429, 502, 503, 504)),
			new LinkedHashSet<>(List.of("GET", "HEAD", "OPTIONS", "PUT", "DELETE")),
			new BackoffSettings(Duration.ofMillis(100), Duration.ofSeconds(2)),
			new BudgetSettings(BudgetMode.LEARNED, 0.2, null, null), false);

	/**
	 * Create the settings; the sets are copied and keep their order.
	 */
	public RetrySettings {
		statuses = Collections.unmodifiableSet(new LinkedHashSet<>(statuses));
		methods = Collections.unmodifiableSet(new LinkedHashSet<>(methods));
	}

	/**
	 * Settings for the wait between attempts.
	 *
	 * @param base the first backoff's upper end; it doubles with every attempt
	 * @param cap the longest backoff, not shorter than the base
	 */
	public record BackoffSettings(Duration base, Duration cap) {

	}

	/**
	 * Settings for the number of retries that a client can afford. One retry costs one
	 * token.
	 *
	 * @param mode whether retries cost a token even while they are seen to help
	 * @param ratio the tokens earned per success, 0 or more
	 * @param minPerSecond the tokens earned per second, 0 or more; {@code null} for 5 %
	 * of the client's calls per second, from 0.1 to 1
	 * @param cap the most tokens that are held, and how many there are at the start;
	 * {@code null} for one second of the client's calls, from 10 to 100
	 */
	public record BudgetSettings(BudgetMode mode, double ratio, @Nullable Double minPerSecond, @Nullable Integer cap) {

	}

	/**
	 * Mode that decides whether retries cost a token even while they help.
	 */
	public enum BudgetMode {

		/** Each retry costs a token. */
		FIXED,

		/**
		 * Retries are free while they succeed about as often as first attempts, successes
		 * are as fast as usual and permits are free; when one of these ends, each costs a
		 * token again.
		 */
		LEARNED

	}

}
