package dev.lifeguard.benchmarks.baddays;

/**
 * Timeline of a day, in microseconds from the start.
 */
final class Timeline {

	/** How many calls are due in a second: six tenths of the backend's capacity. */
	static final int RATE = 100;

	/** An answer that comes later is of no use to its caller. */
	static final long PATIENCE = 1_000_000;

	/** When the trouble begins: nobody makes a client as late as two seconds before. */
	static final long TROUBLE = 8_000_000;

	/** From when on a caller may wait until the trouble is over. */
	static final long HOPE = 15_000_000;

	/** When the trouble is over. */
	static final long AFTER = 16_000_000;

	/** When the last call is due. */
	static final long LAST = 19_000_000;

	/** When the load programs stop waiting. */
	static final long END = 20_000_000;

	/** Over how long a time series counts. */
	static final long WINDOW = 250_000;

	private Timeline() {
	}

	static double seconds(long micros) {
		return micros / 1e6;
	}

}
