package dev.lifeguard.time;

import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Counts of times in buckets, eight to a doubling, from 16 µs to 67 s: a percentile is
 * right to a tenth, and counting takes no lock and makes nothing. May be used from any
 * thread.
 *
 * @since 0.1.0
 */
public final class Latencies {

	private static final long MICRO = 1000;

	/** Eight buckets to a doubling. */
	private static final int BITS = 3;

	private static final int FIRST_OCTAVE = 4;

	private static final int OCTAVES = 22;

	private static final int BUCKETS = OCTAVES << BITS;

	private final AtomicIntegerArray counts = new AtomicIntegerArray(BUCKETS);

	/**
	 * Count a time.
	 * @param nanos the time in nanoseconds
	 */
	public void add(long nanos) {
		this.counts.incrementAndGet(bucket(nanos / MICRO));
	}

	/**
	 * Count what others have counted.
	 * @param others the others
	 */
	public void addAll(Latencies others) {
		for (int bucket = 0; bucket < BUCKETS; bucket++) {
			int count = others.counts.get(bucket);
			if (count != 0) {
				this.counts.addAndGet(bucket, count);
			}
		}
	}

	/**
	 * Forget half of what was counted, so that what comes weighs more.
	 */
	public void halve() {
		for (int bucket = 0; bucket < BUCKETS; bucket++) {
			this.counts.set(bucket, this.counts.get(bucket) / 2);
		}
	}

	/**
	 * Forget everything. What is counted meanwhile may be lost.
	 */
	public void clear() {
		for (int bucket = 0; bucket < BUCKETS; bucket++) {
			this.counts.set(bucket, 0);
		}
	}

	/**
	 * Return how many times were counted.
	 * @return the count
	 */
	public long count() {
		long count = 0;
		for (int bucket = 0; bucket < BUCKETS; bucket++) {
			count += this.counts.get(bucket);
		}
		return count;
	}

	/**
	 * Return the time that so large a share of the times does not exceed. Times are taken
	 * for evenly spread within a bucket.
	 * @param share from 0 to 1
	 * @return nanoseconds, 0 if nothing was counted
	 */
	public long percentile(double share) {
		double rank = share * count();
		long seen = 0;
		for (int bucket = 0; bucket < BUCKETS; bucket++) {
			int count = this.counts.get(bucket);
			if (count > 0 && seen + count >= rank) {
				return (long) (lower(bucket) + (lower(bucket + 1) - lower(bucket)) * (rank - seen) / count);
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
