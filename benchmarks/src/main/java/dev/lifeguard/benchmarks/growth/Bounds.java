package dev.lifeguard.benchmarks.growth;

/**
 * Bounds on the calls of one client: in flight and waiting.
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
