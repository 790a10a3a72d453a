package dev.lifeguard.retry;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Rate of a client's calls over the last ten seconds: an exponentially weighted mean that
 * is corrected for what the client has not lived through yet. It counts without a lock,
 * and works the rate out at most forty times a second, on whichever thread looks first.
 */
final class Traffic {

	private static final double MEMORY = 10e9;

	private static final double AT_LEAST = 1e9;

	private static final long STEP = TimeUnit.MILLISECONDS.toNanos(25);

	private final LongSupplier nanoClock;

	private final LongAdder fresh = new LongAdder();

	private final ReentrantLock lock = new ReentrantLock();

	private final long began;

	// guarded by the lock, and read without it to see whether it is needed
	private volatile long countedAt;

	private double counted;

	private volatile double perSecond;

	Traffic(LongSupplier nanoClock) {
		this.nanoClock = nanoClock;
		this.began = nanoClock.getAsLong();
		this.countedAt = this.began;
	}

	/**
	 * Count a call.
	 */
	void add() {
		this.fresh.increment();
	}

	/**
	 * Return the rate.
	 * @return calls per second, 0 or more
	 */
	double perSecond() {
		if (Math.abs(this.nanoClock.getAsLong() - this.countedAt) >= STEP && this.lock.tryLock()) {
			try {
				count(this.nanoClock.getAsLong());
			}
			finally {
				this.lock.unlock();
			}
		}
		return this.perSecond;
	}

	private void count(long now) {
		double elapsed = Math.max(0, now - this.countedAt);
		double kept = Math.exp(-elapsed / MEMORY);
		// they came at any time since the last look
		double weight = (elapsed > 0) ? (1 - kept) * MEMORY / elapsed : 1;
		this.counted = this.counted * kept + this.fresh.sumThenReset() * weight;
		this.countedAt = now;
		double lived = Math.max(AT_LEAST, now - this.began);
		this.perSecond = this.counted / (MEMORY * (1 - Math.exp(-lived / MEMORY))) * 1e9;
	}

}
