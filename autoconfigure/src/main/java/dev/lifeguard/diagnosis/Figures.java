package dev.lifeguard.diagnosis;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * What a client's calls have been like: usually, that is while there were places enough,
 * and of late, that is since there are not, and for three seconds at most.
 *
 * @param usual the time to the first byte that half of the calls did not exceed, usually;
 * {@code null} if it is not known
 * @param usualP99 the same for 99 of 100 calls
 * @param recent the same for half of the calls, of late; {@code null} if it is not known
 * @param recentP90 the same for 9 of 10 calls
 * @param recentP99 the same for 99 of 100 calls
 * @param ended how many calls have ended of late
 * @param arrivalsPerSecond how many asked for a place of late, those that were refused
 * among them
 * @param held how long a place was held, on the average of late
 * @param retryShare which part of those that got a place repeated a call that had been
 * answered with a status to retry, from 0 to 1
 */
record Figures(@Nullable Duration usual, @Nullable Duration usualP99, @Nullable Duration recent,
		@Nullable Duration recentP90, @Nullable Duration recentP99, int ended, double arrivalsPerSecond, Duration held,
		double retryShare) {

	/**
	 * Return how many places the calls would take, were there any number of them.
	 * <p>
	 * Source: J. D. C. Little, "A Proof for the Queuing Formula L = λW", Operations
	 * Research 9(3), 1961.
	 * @return arrivals per second times the time that a place is held
	 */
	double load() {
		return this.arrivalsPerSecond * this.held.toNanos() / 1e9;
	}

}
