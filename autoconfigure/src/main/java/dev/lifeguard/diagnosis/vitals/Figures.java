package dev.lifeguard.diagnosis.vitals;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Figures about a client's calls: usual ones, from the time when there were enough
 * permits, and recent ones, since there are not, over at most three seconds.
 *
 * @param usual the times to the first byte, usually; {@code null} if that is not known
 * @param recent the same, recently
 * @param usualHeld how long a permit is held, usually; {@code null} if that is not known
 * @param recentHeld the same, recently
 * @param ended the number of calls that have ended recently
 * @param arrivalsPerSecond the number of calls that asked for a permit recently, those
 * that were refused among them
 * @param held how long a permit was held recently, on average
 * @param retryShare which part of those that got a permit repeated a call that had been
 * answered with a status to retry, from 0 to 1
 * @since 0.1.0
 */
public record Figures(@Nullable Times usual, @Nullable Times recent, @Nullable Times usualHeld,
		@Nullable Times recentHeld, int ended, double arrivalsPerSecond, Duration held, double retryShare) {

	/**
	 * Return how many permits the calls would take, were there any number of them.
	 * <p>
	 * Source: J. D. C. Little, "A Proof for the Queuing Formula L = λW", Operations
	 * Research 9(3), 1961.
	 * @return arrivals per second times the time that a permit is held
	 */
	public double load() {
		return load(this.arrivalsPerSecond, this.held);
	}

	public static double load(double arrivalsPerSecond, Duration held) {
		return arrivalsPerSecond * held.toNanos() / 1e9;
	}

	/**
	 * Return whether neither the answers nor the bodies after them take longer than they
	 * usually do.
	 * @return {@code null} if too little is known to say
	 */
	public @Nullable Boolean areAsFastAsUsual(double times) {
		if (this.usual == null || this.recent == null || this.usualHeld == null || this.recentHeld == null) {
			return null;
		}
		return this.recent.areAsShort(times, this.usual) && this.recentHeld.areAsShort(times, this.usualHeld);
	}

}
