package dev.lifeguard.retry;

/**
 * Recent attempts of a client, counted by what became of them. What is recent depends on
 * the traffic: the time of 20 calls, from half a second to ten seconds. Counting takes no
 * lock; the rest is guarded by its owner's.
 */
final class AttemptCounts {

	private static final double CALLS = 20;

	private static final double SHORTEST = 0.5e9;

	private static final double LONGEST = 10e9;

	private static final int FEW = 5;

	private static final int FEW_SUCCESSES = 2;

	private static final double NEARLY = 0.7;

	private static final int SOME = 10;

	private static final double HARDLY_ANY = 0.05;

	private final DecayedCount firstsWell = new DecayedCount();

	private final DecayedCount firstsBadly = new DecayedCount();

	private final DecayedCount retriesWell = new DecayedCount();

	private final DecayedCount retriesBadly = new DecayedCount();

	private final DecayedCount usual = new DecayedCount();

	private final DecayedCount late = new DecayedCount();

	private double memory = SHORTEST;

	void ended(boolean again, boolean well) {
		if (again) {
			(well ? this.retriesWell : this.retriesBadly).add();
		}
		else {
			(well ? this.firstsWell : this.firstsBadly).add();
		}
	}

	/**
	 * Count a success by its time to the first byte.
	 * @param late whether it took more than twice as long as usual
	 */
	void timed(boolean late) {
		(late ? this.late : this.usual).add();
	}

	/**
	 * Let time pass.
	 * @param nanos how much
	 * @param callsPerSecond the traffic
	 * @return how many first attempts have failed since the last time
	 */
	long age(long nanos, double callsPerSecond) {
		this.memory = Math.max(SHORTEST, Math.min(CALLS / callsPerSecond * 1e9, LONGEST));
		double kept = Math.exp(-nanos / this.memory);
		this.firstsWell.age(kept);
		this.retriesWell.age(kept);
		this.retriesBadly.age(kept);
		this.usual.age(kept);
		this.late.age(kept);
		return this.firstsBadly.age(kept);
	}

	/**
	 * Return how far the counts look back.
	 * @return nanoseconds
	 */
	double memory() {
		return this.memory;
	}

	double firsts() {
		return this.firstsWell.value() + this.firstsBadly.value();
	}

	double firstSuccessShare() {
		double firsts = firsts();
		return (firsts > 0) ? this.firstsWell.value() / firsts : 1;
	}

	/**
	 * Return whether first attempts hardly ever succeed, so that there is nothing that a
	 * retry could get.
	 */
	boolean isHopeless() {
		return firsts() >= SOME && firstSuccessShare() < HARDLY_ANY;
	}

	/**
	 * Return whether it is known whether successes are as fast as usual.
	 */
	boolean isTimed() {
		return timed() >= FEW;
	}

	/**
	 * Return whether clearly more than half of the successes are late.
	 */
	boolean isSlow() {
		double timed = timed();
		return timed >= FEW && this.late.value() > timed / 2 + Math.sqrt(timed) / 2;
	}

	private double timed() {
		return this.usual.value() + this.late.value();
	}

	/**
	 * Return whether retries succeed nearly as often as first attempts.
	 */
	boolean isProven() {
		double retries = this.retriesWell.value() + this.retriesBadly.value();
		double successShare = this.retriesWell.value() / retries;
		return retries >= FEW && this.retriesWell.value() >= FEW_SUCCESSES
				&& successShare >= NEARLY * firstSuccessShare() - 0.5 / Math.sqrt(retries);
	}

}
