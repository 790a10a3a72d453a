package dev.lifeguard.retry;

import java.util.concurrent.atomic.LongAdder;

/**
 * Count that forgets: what was counted long ago weighs little. Counting takes no lock;
 * whoever works the value out holds the owner's.
 */
final class DecayedCount {

	private final LongAdder fresh = new LongAdder();

	private double value;

	void add() {
		this.fresh.increment();
	}

	/**
	 * Let time pass, and take in what was counted since the last time.
	 * @param kept the share of the old value that is kept
	 * @return how much is new
	 */
	long age(double kept) {
		long fresh = this.fresh.sumThenReset();
		this.value = this.value * kept + fresh;
		return fresh;
	}

	double value() {
		return this.value;
	}

}
