package dev.lifeguard.time;

import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Counts of times in buckets, eight to a doubling, from 64 µs to 17 s: a percentile is
 * right to an eighth, and counting takes no lock and makes nothing. May be used from any
 * thread.
 *
 * @since 0.1.0
 */
public final class Latencies {

	private static final int OCTAVE_BITS = 3;

	private static final int PER_OCTAVE = 1 << OCTAVE_BITS;

	private static final int FIRST_OCTAVE = 6;

	private static final int BUCKETS = 18 * PER_OCTAVE;

	private static final long MICRO = 1000;

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
	 * Return the time that so large a share of the times does not exceed.
	 * @param share from 0 to 1
	 * @return nanoseconds, 0 if nothing was counted
	 */
	public long percentile(double share) {
		long rank = (long) Math.ceil(share * count());
		long seen = 0;
		for (int bucket = 0; bucket < BUCKETS; bucket++) {
			seen += this.counts.get(bucket);
			if (seen >= rank && seen > 0) {
				return upperMicros(bucket) * MICRO;
			}
		}
		return 0;
	}

	private static int bucket(long micros) {
		if (micros < 1L << FIRST_OCTAVE) {
			return 0;
		}
		int octave = Long.SIZE - 1 - Long.numberOfLeadingZeros(micros);
		int eighth = (int) (micros >>> (octave - OCTAVE_BITS)) & (PER_OCTAVE - 1);
		return Math.min(BUCKETS - 1, (octave - FIRST_OCTAVE) * PER_OCTAVE + eighth);
	}

	private static long upperMicros(int bucket) {
		long octave = 1L << (FIRST_OCTAVE + bucket / PER_OCTAVE);
		return octave + octave / PER_OCTAVE * (bucket % PER_OCTAVE + 1);
	}

}
