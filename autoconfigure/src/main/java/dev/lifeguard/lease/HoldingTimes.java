package dev.lifeguard.lease;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How long the last few calls to one remote needed their connection.
 * <p>
 * They are noted by whoever ends a lease, without a lock and without waiting for one
 * another: two that end at once may take the same slot, and one of them is lost. They are
 * read under the gate's lock. Calls that are still under way for longer than that are no
 * part of it: the gate keeps no list of them, and with one it would decide the same.
 */
final class HoldingTimes {

	/** A call that never had an answer needed longer than anybody has. */
	static final long ENDLESS = Long.MAX_VALUE;

	/**
	 * How many are remembered; a power of two. A slow backend ends so few calls that 64
	 * are out of date for seconds after it became slow, and 12 are too few to tell nine
	 * of ten.
	 */
	static final int SIZE = 16;

	/** With fewer than that, nothing is known. */
	private static final int ENOUGH = SIZE / 2;

	/**
	 * Where callers have stood for so long without a call that ended, nothing is known
	 * any more. That is how a remote comes back whose callers are passed over, since what
	 * is known is bad, so that nothing better can be learned.
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
	 * Return which share of the calls needed at most so long.
	 * @param nanos the time that there is; {@link Long#MAX_VALUE} is enough for any call
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
