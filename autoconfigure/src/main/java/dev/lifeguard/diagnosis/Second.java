package dev.lifeguard.diagnosis;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * What happened in about a second. It is counted without a lock, so that one that is over
 * may still get a call or two that came late.
 */
final class Second {

	private final long beginNanos;

	private volatile long endNanos;

	private final Latencies firstBytes = new Latencies();

	private final LongAdder heldNanos = new LongAdder();

	private final AtomicInteger ended = new AtomicInteger();

	private final AtomicInteger granted = new AtomicInteger();

	private final AtomicInteger refused = new AtomicInteger();

	private final AtomicInteger retries = new AtomicInteger();

	Second(long beginNanos) {
		this.beginNanos = beginNanos;
		this.endNanos = Long.MAX_VALUE;
	}

	void granted(boolean retry) {
		this.granted.incrementAndGet();
		if (retry) {
			this.retries.incrementAndGet();
		}
	}

	void refused() {
		this.refused.incrementAndGet();
	}

	void ended(long heldNanos, long firstByteNanos) {
		this.ended.incrementAndGet();
		this.heldNanos.add(heldNanos);
		if (firstByteNanos > 0) {
			this.firstBytes.add(firstByteNanos);
		}
	}

	void end(long now) {
		this.endNanos = now;
	}

	boolean isOverBefore(long time) {
		return this.endNanos != Long.MAX_VALUE && this.endNanos - time <= 0;
	}

	long beginNanos() {
		return this.beginNanos;
	}

	Latencies firstBytes() {
		return this.firstBytes;
	}

	long heldNanos() {
		return this.heldNanos.sum();
	}

	int ended() {
		return this.ended.get();
	}

	int arrivals() {
		return this.granted.get() + this.refused.get();
	}

	int refusals() {
		return this.refused.get();
	}

	int retries() {
		return this.retries.get();
	}

}
