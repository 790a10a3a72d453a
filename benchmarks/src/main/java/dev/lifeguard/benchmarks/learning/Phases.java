package dev.lifeguard.benchmarks.learning;

/**
 * Phases of a trial, in microseconds from the start.
 */
final class Phases {

	/** When the trouble begins: what learns has seen what is usual. */
	static final long TROUBLE = micros("warm.seconds", 20);

	/** When the trouble is over. */
	static final long AFTER = TROUBLE + micros("trouble.seconds", 15);

	/** From when on a caller may wait until the trouble is over. */
	static final long HOPE = AFTER - 2_000_000;

	/** When the last call is due. */
	static final long LAST = AFTER + micros("after.seconds", 15);

	private Phases() {
	}

	private static long micros(String property, int seconds) {
		return Integer.getInteger(property, seconds) * 1_000_000L;
	}

	static boolean isTrouble(long micros) {
		return micros >= TROUBLE && micros < AFTER;
	}

}
