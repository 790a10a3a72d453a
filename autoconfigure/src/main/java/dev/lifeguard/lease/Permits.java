package dev.lifeguard.lease;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/**
 * Bounded number of permits, taken and released without a lock. The bound may change at
 * any time; permits that are taken stay taken.
 */
final class Permits {

	private final AtomicInteger taken = new AtomicInteger();

	private final IntSupplier bound;

	Permits(IntSupplier bound) {
		this.bound = bound;
	}

	/**
	 * Take a permit, unless the last that is free is left to calls of another priority.
	 */
	boolean tryTake(Priority priority) {
		int now = this.taken.get();
		while (now < priority.share(this.bound.getAsInt())) {
			int witness = this.taken.compareAndExchange(now, now + 1);
			if (witness == now) {
				return true;
			}
			now = witness;
		}
		return false;
	}

	void giveBack() {
		this.taken.decrementAndGet();
	}

	boolean isFull(Priority priority) {
		return this.taken.get() >= priority.share(this.bound.getAsInt());
	}

	int taken() {
		return this.taken.get();
	}

	int bound() {
		return this.bound.getAsInt();
	}

}
