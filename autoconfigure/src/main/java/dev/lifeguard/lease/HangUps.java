package dev.lifeguard.lease;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Ages of the calls to one remote whose callers have recently hung up: they show how long
 * callers wait, whatever their deadlines say. Ages are added without a lock, and read
 * under the gate's.
 */
final class HangUps {

	/** The patience while hardly anybody hangs up. */
	static final long ENDLESS = Long.MAX_VALUE;

	/** Number of hang-ups that are remembered; a power of two. */
	static final int SIZE = 32;

	/** Fewer say nothing. */
	private static final int ENOUGH = 5;

	/** The patience is the age by which one of so many had hung up. */
	private static final int ONE_OF = 5;

	private static final long RECENT = Duration.ofSeconds(10).toNanos();

	private final AtomicReferenceArray<HangUp> ring = new AtomicReferenceArray<>(SIZE);

	private final AtomicInteger added = new AtomicInteger();

	// guarded by the gate's lock
	private int seen;

	private long patience = ENDLESS;

	private long patienceEnds;

	void add(long ageNanos, long now) {
		this.ring.set(this.added.getAndIncrement() & (SIZE - 1), new HangUp(ageNanos, now));
	}

	/**
	 * Return how old calls become before callers hang up, or {@link #ENDLESS} if that is
	 * not known.
	 */
	long patience(long now) {
		int added = this.added.get();
		boolean outdated = this.patience != ENDLESS && now - this.patienceEnds > 0;
		if (added != this.seen || outdated) {
			this.seen = added;
			learn(now);
		}
		return this.patience;
	}

	private void learn(long now) {
		long[] ages = new long[SIZE];
		int count = 0;
		long oldest = 0;
		for (int i = 0; i < SIZE; i++) {
			HangUp hangUp = this.ring.get(i);
			if (hangUp != null && now - hangUp.nanos() <= RECENT) {
				ages[count++] = hangUp.ageNanos();
				oldest = Math.max(oldest, now - hangUp.nanos());
			}
		}
		this.patienceEnds = now + RECENT - oldest;
		this.patience = (count >= ENOUGH) ? percentile(ages, count) : ENDLESS;
	}

	private static long percentile(long[] ages, int count) {
		Arrays.sort(ages, 0, count);
		return ages[count / ONE_OF];
	}

	/**
	 * Caller that has hung up.
	 *
	 * @param ageNanos how old the call was
	 * @param nanos when that was
	 */
	private record HangUp(long ageNanos, long nanos) {

	}

}
