package dev.lifeguard.limit;

import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Histogram of times from 16 µs to 67 s, with eight buckets to a doubling: its median is
 * right to 7 %. Counting takes no lock and makes nothing; any thread may do it.
 */
final class TimeBuckets {

	private static final long MICRO = 1000;

	/** Eight buckets to a doubling. */
	private static final int BITS = 3;

	private static final int FIRST_OCTAVE = 4;

	private static final int OCTAVES = 22;

	private static final int BUCKETS = OCTAVES << BITS;

	private final AtomicIntegerArray counts = new AtomicIntegerArray(BUCKETS);

	void add(long nanos) {
		this.counts.incrementAndGet(bucket(nanos / MICRO));
	}

	/**
	 * Forget everything. What is counted meanwhile may be lost.
	 */
	void clear() {
		for (int bucket = 0; bucket < BUCKETS; bucket++) {
			this.counts.set(bucket, 0);
		}
	}

	long count() {
		long count = 0;
		for (int bucket = 0; bucket < BUCKETS; bucket++) {
			count += this.counts.get(bucket);
		}
		return count;
	}

	/**
	 * Return the median: times are taken for evenly spread within a bucket.
	 * @return nanoseconds, 0 if nothing was counted
	 */
	long median() {
		double half = count() / 2.0;
		long seen = 0;
		for (int bucket = 0; bucket < BUCKETS; bucket++) {
			int count = this.counts.get(bucket);
			if (count > 0 && seen + count >= half) {
				return (long) (lower(bucket) + (lower(bucket + 1) - lower(bucket)) * (half - seen) / count);
			}
			seen += count;
		}
		return 0;
	}

	private static int bucket(long micros) {
		if (micros < 1L << FIRST_OCTAVE) {
			return 0;
		}
		int octave = Long.SIZE - 1 - Long.numberOfLeadingZeros(micros);
		int part = (int) (micros >>> (octave - BITS)) & ((1 << BITS) - 1);
		return Math.min(BUCKETS - 1, ((octave - FIRST_OCTAVE) << BITS) + part);
	}

	private static double lower(int bucket) {
		long parts = (1 << BITS) + (bucket & ((1 << BITS) - 1));
		return (double) (parts << (FIRST_OCTAVE + (bucket >> BITS) - BITS)) * MICRO;
	}

}
