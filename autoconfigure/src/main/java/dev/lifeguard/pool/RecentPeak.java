package dev.lifeguard.pool;

/**
 * Peak of the connections in use in the last ten seconds, and the number worth keeping
 * for it: 1.25 times the peak, plus one. Used by one thread.
 */
final class RecentPeak {

	private static final int SECONDS = 10;

	private final int[] peaks = new int[SECONDS];

	private int second;

	/**
	 * Note the peak of one more second.
	 * @param peak the most connections in use at once
	 * @return how many connections are worth keeping
	 */
	int worthKeeping(int peak) {
		this.peaks[this.second] = peak;
		this.second = (this.second + 1) % SECONDS;
		int most = 0;
		for (int each : this.peaks) {
			most = Math.max(most, each);
		}
		return (5 * most + 3) / 4 + 1;
	}

}
