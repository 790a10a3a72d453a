package dev.lifeguard.limit;

/**
 * Most calls that waited for their first byte at once in the last minute, counted in
 * twelve spans of five seconds. Used by one thread at a time.
 */
final class MinutePeak {

	private static final int SPANS = 12;

	private static final long SPAN_NANOS = 5_000_000_000L;

	private final int[] peaks = new int[SPANS];

	private long span;

	/**
	 * Note the peak of one more window.
	 * @param peak the most calls at once
	 * @param now the time, in nanoseconds
	 * @return the most calls at once in the last minute
	 */
	int with(int peak, long now) {
		long span = Math.floorDiv(now, SPAN_NANOS);
		long over = (span >= this.span) ? Math.min(SPANS, span - this.span) : SPANS;
		for (long each = span - over + 1; each <= span; each++) {
			this.peaks[Math.floorMod(each, SPANS)] = 0;
		}
		this.span = span;
		int current = Math.floorMod(span, SPANS);
		this.peaks[current] = Math.max(this.peaks[current], peak);
		return most();
	}

	private int most() {
		int most = 0;
		for (int each : this.peaks) {
			most = Math.max(most, each);
		}
		return most;
	}

}
