package dev.lifeguard.testsupport;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts what is under way, and the most that ever was at once.
 */
public final class InFlight {

	private final AtomicInteger now = new AtomicInteger();

	private final AtomicInteger most = new AtomicInteger();

	/**
	 * Count one more and return what ends it; ending it twice does nothing.
	 */
	Runnable begin() {
		this.most.accumulateAndGet(this.now.incrementAndGet(), Math::max);
		AtomicBoolean ended = new AtomicBoolean();
		return () -> this.now.addAndGet(ended.compareAndSet(false, true) ? -1 : 0);
	}

	void forget() {
		this.most.set(0);
	}

	public int now() {
		return this.now.get();
	}

	public int most() {
		return this.most.get();
	}

}
