package dev.lifeguard.limit;

import java.time.Duration;

/**
 * Tallies for tests: a window of half a second, in which one call waits on average, until
 * a test sets something else.
 */
final class Tallies {

	private Duration length = Duration.ofMillis(500);

	private Tally.Ends ends = new Tally.Ends(20, 0, 0, 0);

	private Tally.Pace pace = new Tally.Pace(20, 0, 0);

	private double mean = 1;

	private int peak = 1;

	private boolean blocked;

	private boolean corrected;

	private Tallies() {
	}

	/**
	 * Twenty answers as fast as usual.
	 */
	static Tallies calm() {
		return new Tallies();
	}

	/**
	 * Twenty answers, all slow.
	 */
	static Tallies slow() {
		return calm().pace(20, 20, 20);
	}

	/**
	 * Twenty calls, of which so many were pushed back and the others were as fast as
	 * usual.
	 */
	static Tallies pushedBack(int calls) {
		return calm().ends(20 - calls, calls, 0, 0).pace(20 - calls, 0, 0);
	}

	/**
	 * Twenty calls, of which so many timed out and the others were slow.
	 */
	static Tallies timedOut(int calls) {
		return slow().ends(20 - calls, 0, 0, calls);
	}

	Tallies length(Duration length) {
		this.length = length;
		return this;
	}

	Tallies ends(int answered, int pushedBack, int failed, int timedOut) {
		this.ends = new Tally.Ends(answered, pushedBack, failed, timedOut);
		return this;
	}

	Tallies pace(int samples, int unusual, int slow) {
		this.pace = new Tally.Pace(samples, unusual, slow);
		return this;
	}

	Tallies mean(double mean) {
		this.mean = mean;
		return this;
	}

	Tallies peak(int peak) {
		this.peak = peak;
		return this;
	}

	Tallies blocked() {
		this.blocked = true;
		return this;
	}

	Tallies corrected() {
		this.corrected = true;
		return this;
	}

	Tally tally() {
		long nanos = this.length.toNanos();
		return new Tally(nanos, this.ends, this.pace, Math.round(this.mean * nanos), this.peak, this.blocked,
				this.corrected);
	}

}
