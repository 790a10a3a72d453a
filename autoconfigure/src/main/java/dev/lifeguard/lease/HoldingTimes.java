package dev.lifeguard.lease;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Times for which the last few calls to one remote held their connection.
 * <p>
 * Times are added without a lock by the threads that end leases: if two of them pick the
 * same slot, one time is lost, which does not matter. They are read under the gate's
 * lock. Calls still under way are left out: the gate keeps no list of them, and in
 * simulations their ages made no difference (0.968 of the best order instead of 0.969).
 */
final class HoldingTimes {

	/** Of a call that was never answered: longer than any caller waits. */
	static final long ENDLESS = Long.MAX_VALUE;

	/**
	 * Number of times that are remembered; a power of two. With 64, a backend that
	 * becomes ten times slower finishes so few calls that they would be out of date for
	 * seconds; with 12, nine of ten depends too much on chance.
	 */
	static final int SIZE = 16;

	/** With fewer, nothing is known. */
	private static final int ENOUGH = SIZE / 2;

	/**
	 * If no call ends for this time while callers are examined, the recorded times are
	 * forgotten. Otherwise a remote whose callers were passed over for those of another,
	 * because its calls had failed, could never show that it has recovered.
	 */
	private static final long STALE = Duration.ofSeconds(1).toNanos();

	private static final long EMPTY = 0;

	private final AtomicLongArray ring = new AtomicLongArray(SIZE);

	private int added;

	// guarded by the gate's lock
	private int seen;

	private long seenNanos;

	void add(long nanos) {
		int index = this.added;
		this.added = index + 1;
		this.ring.setOpaque(index & (SIZE - 1), Math.max(EMPTY + 1, nanos));
	}

	/**
	 * Return whether most calls that were answered needed no more time than that. May be
	 * asked without the lock.
	 * @param nanos the time
	 * @return whether it is long; true while too little is known
	 */
	boolean isLong(long nanos) {
		int answered = 0;
		int shorter = 0;
		for (int i = 0; i < SIZE; i++) {
			long needed = this.ring.getOpaque(i);
			if (needed != EMPTY && needed != ENDLESS) {
				answered++;
				shorter += (needed <= nanos) ? 1 : 0;
			}
		}
		return 2 * shorter >= answered;
	}

	/**
	 * Return the share of the calls that needed no longer than a time.
	 * @param nanos the time; {@link Long#MAX_VALUE} is enough for any call
	 * @param now the time of the gate's clock
	 * @return from 0 to 1, and 1 while too little is known
	 */
	double shareWithin(long nanos, long now) {
		if (nanos <= 0) {
			return 0;
		}
		forgetWhatIsStale(now);
		int known = 0;
		int within = 0;
		for (int i = 0; i < SIZE; i++) {
			long needed = this.ring.getOpaque(i);
			known += (needed != EMPTY) ? 1 : 0;
			within += (needed != EMPTY && needed <= nanos) ? 1 : 0;
		}
		return (known < ENOUGH) ? 1 : (double) within / known;
	}

	private void forgetWhatIsStale(long now) {
		int added = this.added;
		if (added != this.seen) {
			this.seen = added;
			this.seenNanos = now;
		}
		else if (now - this.seenNanos >= STALE) {
			this.seenNanos = now;
			for (int i = 0; i < SIZE; i++) {
				this.ring.setOpaque(i, EMPTY);
			}
		}
	}

}
