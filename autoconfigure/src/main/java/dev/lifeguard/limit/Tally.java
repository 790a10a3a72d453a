package dev.lifeguard.limit;

/**
 * Summary of the calls of one window.
 *
 * @param nanos how long the window was
 * @param ends how its calls ended
 * @param pace how fast they were answered
 * @param unansweredNanos how long its calls waited for their first byte, in all
 * @param peak the most calls that waited for it at once
 * @param blocked whether a caller had to wait for want of the limit
 * @param corrected whether what was taken for usual turned out to be slow
 */
record Tally(long nanos, Ends ends, Pace pace, long unansweredNanos, int peak, boolean blocked, boolean corrected) {

	/** With fewer samples all of them slow would still be chance. */
	static final int MIN_SAMPLES = 5;

	/** Fewer are chance, however few calls there are. */
	private static final int MIN_LOSSES = 3;

	/** Share of the calls from which on pushback counts. */
	private static final double PUSHED_BACK = 0.1;

	/** Share of the calls from which on timeouts count. */
	private static final double TIMED_OUT = 0.2;

	/** Share of the calls up to which timeouts are no reason to stop growing. */
	private static final double FEW_TIMED_OUT = 0.05;

	/**
	 * Return how many calls waited for their first byte on average.
	 * <p>
	 * Source: J. D. C. Little, "A Proof for the Queuing Formula L = λW", Operations
	 * Research 9(3), 1961.
	 */
	double meanUnanswered() {
		return (double) this.unansweredNanos / this.nanos;
	}

	boolean isLossy() {
		return isPushedBack() || isTimedOut();
	}

	boolean isPushedBack() {
		return isLoss(this.ends.pushedBack, PUSHED_BACK);
	}

	/**
	 * Return whether calls timed out for load. While the median call is as fast as usual,
	 * those that time out have met a part of the backend that hangs.
	 */
	boolean isTimedOut() {
		return isLoss(this.ends.timedOut, TIMED_OUT) && !isCalm();
	}

	boolean hasFewTimeouts() {
		return this.ends.timedOut < FEW_TIMED_OUT * this.ends.all();
	}

	private boolean isLoss(long losses, double share) {
		return losses >= MIN_LOSSES && losses >= share * this.ends.all();
	}

	/**
	 * Return the share of the calls that were pushed back or timed out.
	 */
	double lossRatio() {
		return (double) (this.ends.pushedBack + this.ends.timedOut) / Math.max(1, this.ends.all());
	}

	/**
	 * Return whether the median call took more than twice as long as usual: a one-sided
	 * sign test that is wrong once in 40 times, whatever the times are distributed like.
	 */
	boolean isSlow() {
		long samples = this.pace.samples;
		return samples >= MIN_SAMPLES && this.pace.slow - samples / 2.0 >= Math.sqrt(samples);
	}

	/**
	 * Return whether the backend answers, and the median call took at most one and a half
	 * times as long as usual. Answers of which nothing usual is known are taken for calm.
	 */
	boolean isCalm() {
		return this.ends.answered > 0 && 2 * this.pace.unusual <= this.pace.samples;
	}

	/**
	 * Ends of the calls.
	 *
	 * @param answered with a status that is none of those below
	 * @param pushedBack with 429 or 503
	 * @param failed with another 5xx, or where nothing usual is known, without an answer
	 * @param timedOut without an answer
	 */
	record Ends(long answered, long pushedBack, long failed, long timedOut) {

		long all() {
			return this.answered + this.pushedBack + this.failed + this.timedOut;
		}

	}

	/**
	 * Pace at which calls were answered.
	 *
	 * @param samples the calls of which is known what would be usual
	 * @param unusual those that took more than one and a half times as long
	 * @param slow those that took more than twice as long
	 */
	record Pace(long samples, long unusual, long slow) {

	}

}
