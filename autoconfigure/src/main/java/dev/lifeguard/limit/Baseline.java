package dev.lifeguard.limit;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.lifeguard.time.Latencies;

/**
 * Usual time to the first byte of one route, learned from its answers: the 25th
 * percentile of the medians of the last 60 spans of ten seconds or more. It is learned
 * while the backend is slow too, so a backend that stays slower is usual after some
 * minutes, and a slow start is forgotten in the first good span.
 * <p>
 * A minimum of medians would be too low by their noise, and a moving average would follow
 * an overload. May be used from any thread; it takes no lock.
 */
final class Baseline {

	/** As many answers are enough for a first guess, and for a span. */
	private static final int ENOUGH = 50;

	private static final int FEW = 20;

	private static final long SPAN_NANOS = 10_000_000_000L;

	/** A span with few answers is as long as this. */
	private static final long LONG_SPAN_NANOS = 60_000_000_000L;

	private static final int SPANS = 60;

	/** As many spans are a minute or more. */
	private static final int BELIEVED = 6;

	private static final int PERCENTILE = 25;

	/** A route that takes longer waits for an event: its time says nothing of load. */
	private static final long PARKED_NANOS = 5_000_000_000L;

	/** By so much more than usual, a call is not as fast as usual. */
	private static final double TOO_HIGH = Window.USUAL;

	private final Latencies times = new Latencies();

	private final AtomicBoolean learning = new AtomicBoolean();

	// guarded by learning
	private final long[] medians = new long[SPANS];

	private volatile int spans;

	private volatile long beganNanos;

	private volatile long nanos;

	Baseline(long now) {
		this.beganNanos = now;
	}

	/**
	 * Return the usual time to the first byte.
	 * @return nanoseconds, 0 while it is not known
	 */
	long nanos() {
		return this.nanos;
	}

	boolean isKnown() {
		return this.nanos > 0;
	}

	/**
	 * Return whether the route waits for events. That is not believed of a slow start.
	 */
	boolean isParked() {
		return this.nanos > PARKED_NANOS && this.spans >= BELIEVED;
	}

	/**
	 * Learn from an answer.
	 * @param firstByteNanos the time to its first byte
	 * @param now the time, in nanoseconds
	 * @return whether this shows that what was taken for usual was slow
	 */
	boolean add(long firstByteNanos, long now) {
		this.times.add(firstByteNanos);
		if (isKnown() && age(now) < SPAN_NANOS) {
			return false;
		}
		long before = this.nanos;
		return learn(now) && before > TOO_HIGH * this.nanos;
	}

	/**
	 * Learn, unless another thread does.
	 */
	private boolean learn(long now) {
		if (!this.learning.compareAndSet(false, true)) {
			return false;
		}
		try {
			long count = this.times.count();
			if (isSpan(age(now), count)) {
				endSpan(now);
				return true;
			}
			if (!isKnown() && count >= ENOUGH) {
				this.nanos = this.times.percentile(0.5);
			}
			return false;
		}
		finally {
			this.learning.set(false);
		}
	}

	/**
	 * Of a clock that was set back, too, some time has gone by.
	 */
	long age(long now) {
		return Math.abs(now - this.beganNanos);
	}

	private static boolean isSpan(long age, long count) {
		return (age >= SPAN_NANOS && count >= ENOUGH) || (age >= LONG_SPAN_NANOS && count >= FEW);
	}

	private void endSpan(long now) {
		int spans = this.spans;
		this.medians[spans % SPANS] = this.times.percentile(0.5);
		this.nanos = percentile(Arrays.copyOf(this.medians, Math.min(spans + 1, SPANS)));
		this.spans = spans + 1;
		this.times.clear();
		this.beganNanos = now;
	}

	/**
	 * By nearest rank: of four medians it is the least.
	 */
	private static long percentile(long[] medians) {
		Arrays.sort(medians);
		return medians[(medians.length * PERCENTILE + 99) / 100 - 1];
	}

}
