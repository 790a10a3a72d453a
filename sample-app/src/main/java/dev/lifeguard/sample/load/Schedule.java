package dev.lifeguard.sample.load;

/**
 * Schedule of calls: a number per second, whatever happened to the ones before. After a
 * pause it catches up, but not with more than a burst.
 */
class Schedule {

	static final int BURST = 200;

	private static final double SECOND = 1e9;

	private final int perSecond;

	private final long start;

	private long given;

	Schedule(int perSecond, long start) {
		this.perSecond = perSecond;
		this.start = start;
	}

	/**
	 * Return how many calls are due now that were not due before.
	 */
	int due(long now) {
		long all = (long) ((now - this.start) / SECOND * this.perSecond);
		int due = (int) Math.min(BURST, all - this.given);
		this.given = all;
		return due;
	}

}
