package dev.lifeguard.retry;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

import dev.lifeguard.time.Latencies;

/**
 * Usual time to the first byte of a client's successes: the median over seconds that are
 * over for five seconds and in which nothing was unusual. A backend that has been slow
 * for five minutes is taken for one that is usually so slow.
 * <p>
 * Times are added from any thread, without a lock; the rest is guarded by its owner's.
 */
final class UsualTime {

	private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

	private static final long OLD_ENOUGH = TimeUnit.SECONDS.toNanos(5);

	private static final long NEW_USUAL = TimeUnit.MINUTES.toNanos(5);

	private static final int ENOUGH = 10;

	private static final int MUCH = 4096;

	private final Deque<Second> young = new ArrayDeque<>();

	private final Latencies learned = new Latencies();

	private volatile Second current;

	private volatile long nanos;

	/** Last time when the backend was not slow. */
	private long atSpeed;

	UsualTime(long now) {
		this.current = new Second(now);
		this.atSpeed = now;
	}

	/**
	 * Return the usual time.
	 * @return nanoseconds, 0 while it is not known
	 */
	long nanos() {
		return this.nanos;
	}

	void add(long firstByteNanos) {
		this.current.times.add(firstByteNanos);
	}

	/**
	 * Something is unusual now.
	 */
	void unusual() {
		Second current = this.current;
		if (!current.unusual) {
			current.unusual = true;
		}
	}

	/**
	 * Learn from what has become old enough.
	 * @param now the time
	 * @param slow whether successes take much longer than usual
	 */
	void learn(long now, boolean slow) {
		if (!slow) {
			this.atSpeed = now;
		}
		Second over = this.current;
		if (now - over.began >= SECOND) {
			this.current = new Second(now);
			this.young.addLast(over);
		}
		while (!this.young.isEmpty() && now - this.young.getFirst().began >= SECOND + OLD_ENOUGH) {
			learn(this.young.removeFirst());
		}
		if (now - this.atSpeed >= NEW_USUAL) {
			forget(now);
		}
	}

	private void learn(Second second) {
		if (second.unusual) {
			return;
		}
		this.learned.addAll(second.times);
		if (this.learned.count() > MUCH) {
			this.learned.halve();
		}
		if (this.learned.count() >= ENOUGH) {
			this.nanos = this.learned.percentile(0.5);
		}
	}

	private void forget(long now) {
		this.learned.clear();
		this.nanos = 0;
		this.atSpeed = now;
	}

	/**
	 * Period of a second, or until the next look.
	 */
	private static final class Second {

		private final long began;

		private final Latencies times = new Latencies();

		private volatile boolean unusual;

		Second(long began) {
			this.began = began;
		}

	}

}
