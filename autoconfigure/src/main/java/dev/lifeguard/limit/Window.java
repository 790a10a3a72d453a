package dev.lifeguard.limit;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counters of the calls that ended since the last look at them. Counting takes no lock
 * and makes nothing; any thread may do it. Whatever is counted while one thread takes the
 * tally belongs to this window or to the next: nothing is lost.
 */
final class Window {

	/** As fast as usual, or little slower: at most one and a half times as long. */
	static final double USUAL = 1.5;

	/** Slow: more than twice as long as usual. */
	static final double SLOW = 2;

	/** A window with many calls is as short as this. */
	private static final long SHORT_NANOS = 250_000_000;

	private static final int MANY = 20;

	/** A window with few calls is at least as long as this. */
	private static final long LONG_NANOS = 500_000_000;

	/** The sign test cannot tell with fewer. */
	private static final int FEW = Tally.MIN_SAMPLES;

	/** Age after which a window is stale. */
	private static final long STALE_NANOS = 30_000_000_000L;

	private final LongAdder answered = new LongAdder();

	private final LongAdder pushedBack = new LongAdder();

	private final LongAdder failed = new LongAdder();

	private final LongAdder timedOut = new LongAdder();

	private final LongAdder unrated = new LongAdder();

	private final LongAdder unusual = new LongAdder();

	private final LongAdder slow = new LongAdder();

	private final LongAdder unansweredNanos = new LongAdder();

	private final AtomicInteger peak = new AtomicInteger();

	private volatile boolean blocked;

	private volatile boolean corrected;

	private volatile long beganNanos;

	Window(long now) {
		this.beganNanos = now;
	}

	void sent(int unanswered) {
		if (unanswered > this.peak.get()) {
			this.peak.accumulateAndGet(unanswered, Math::max);
		}
	}

	void blocked() {
		if (!this.blocked) {
			this.blocked = true;
		}
	}

	/**
	 * Count an answer.
	 * @param nanos the time to its first byte
	 * @param usualNanos the usual time of its route, 0 if it is not known
	 */
	void answered(long nanos, long usualNanos) {
		this.answered.increment();
		this.unansweredNanos.add(nanos);
		if (usualNanos == 0) {
			this.unrated.increment();
		}
		else if (nanos > USUAL * usualNanos) {
			slow(nanos, usualNanos);
		}
	}

	/**
	 * Count a call that would have taken longer than it was waited for: it is never one
	 * that was as fast as usual.
	 * @param nanos how long it was waited for
	 * @param usualNanos the usual time of its route
	 */
	void timedOut(long nanos, long usualNanos) {
		this.timedOut.increment();
		this.unansweredNanos.add(nanos);
		slow(nanos, usualNanos);
	}

	private void slow(long nanos, long usualNanos) {
		this.unusual.increment();
		if (nanos > SLOW * usualNanos) {
			this.slow.increment();
		}
	}

	void pushedBack(long nanos) {
		this.pushedBack.increment();
		this.unansweredNanos.add(nanos);
	}

	void failed(long nanos) {
		this.failed.increment();
		this.unansweredNanos.add(nanos);
	}

	/**
	 * The usual time turned out to be slow.
	 */
	void corrected() {
		this.corrected = true;
	}

	boolean isDue(long now) {
		long age = now - this.beganNanos;
		if (age < SHORT_NANOS) {
			return false;
		}
		long ended = ended();
		return ended >= MANY || (age >= LONG_NANOS && ended >= FEW);
	}

	/**
	 * Return whether the window says nothing of now. A clock that was set back is a
	 * reason, too.
	 */
	boolean isStale(long now) {
		return Math.abs(now - this.beganNanos) > STALE_NANOS;
	}

	private long ended() {
		return this.answered.sum() + this.pushedBack.sum() + this.failed.sum() + this.timedOut.sum();
	}

	/**
	 * Return what was counted, and begin to count anew. One thread at a time may do this.
	 */
	Tally take(long now) {
		long length = now - this.beganNanos;
		this.beganNanos = now;
		Tally.Ends ends = new Tally.Ends(this.answered.sumThenReset(), this.pushedBack.sumThenReset(),
				this.failed.sumThenReset(), this.timedOut.sumThenReset());
		long samples = ends.answered() + ends.timedOut() - this.unrated.sumThenReset();
		Tally.Pace pace = new Tally.Pace(Math.max(0, samples), this.unusual.sumThenReset(), this.slow.sumThenReset());
		int peak = this.peak.getAndSet(0);
		boolean blocked = this.blocked;
		this.blocked = false;
		boolean corrected = this.corrected;
		this.corrected = false;
		return new Tally(length, ends, pace, this.unansweredNanos.sumThenReset(), peak, blocked, corrected);
	}

}
