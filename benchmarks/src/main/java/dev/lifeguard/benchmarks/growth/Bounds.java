package dev.lifeguard.benchmarks.growth;

/**
 * How many calls of one client may be in flight, and how many may wait.
 *
 * @param connections the most connections
 * @param waiting the most callers that wait
 */
record Bounds(int connections, int waiting) {

	private static final int MANY = 200_000;

	/**
	 * A pool that is as large as it must be, before which nobody is turned away.
	 */
	static Bounds of(int connections) {
		return new Bounds(connections, MANY);
	}

}
