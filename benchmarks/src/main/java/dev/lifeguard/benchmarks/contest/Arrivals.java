package dev.lifeguard.benchmarks.contest;

import java.util.Random;

/**
 * Callers who do not know of each other, and come at a mean rate.
 *
 * @since 0.1.0
 */
public final class Arrivals {

	private final Random random;

	private final double mean;

	/**
	 * Create arrivals.
	 * @param random decides when
	 * @param mean the mean time between two, in any unit
	 */
	public Arrivals(Random random, double mean) {
		this.random = random;
		this.mean = mean;
	}

	/**
	 * Return how long after the last caller the next one comes.
	 * @return the time, in the unit of the mean
	 */
	public double next() {
		return -Math.log(1 - this.random.nextDouble()) * this.mean;
	}

}
