package dev.lifeguard.diagnosis.vitals;

import java.util.concurrent.atomic.LongAdder;

import dev.lifeguard.time.Latencies;

/**
 * Counters of about one second. It is counted without a lock, so that one that is over
 * may still get a call or two that came late.
 */
final class Second {

	private final long beginNanos;

	private volatile long endNanos = Long.MAX_VALUE;

	private final Latencies firstBytes = new Latencies();

	private final Latencies held = new Latencies();

	private final LongAdder heldNanos = new LongAdder();

	private final LongAdder ended = new LongAdder();

	private final LongAdder granted = new LongAdder();

	private final LongAdder refused = new LongAdder();

	private final LongAdder retries = new LongAdder();

	Second(long beginNanos) {
		this.beginNanos = beginNanos;
	}

	void granted(boolean retry) {
		this.granted.increment();
		if (retry) {
			this.retries.increment();
		}
	}

	void refuse() {
		this.refused.increment();
	}

	void ended(long heldNanos, long firstByteNanos) {
		this.ended.increment();
		this.heldNanos.add(heldNanos);
		this.held.add(heldNanos);
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

	Latencies held() {
		return this.held;
	}

	long heldNanos() {
		return this.heldNanos.sum();
	}

	long ended() {
		return this.ended.sum();
	}

	long granted() {
		return this.granted.sum();
	}

	long refused() {
		return this.refused.sum();
	}

	long retries() {
		return this.retries.sum();
	}

}
