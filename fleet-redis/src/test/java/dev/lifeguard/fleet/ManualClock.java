package dev.lifeguard.fleet;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Clock that stands still until it is told otherwise.
 */
public final class ManualClock implements LongSupplier {

	private volatile long nanos = 1_000_000_000;

	@Override
	public long getAsLong() {
		return this.nanos;
	}

	/**
	 * Return the time in milliseconds.
	 * @return the time
	 */
	public long millis() {
		return this.nanos / 1_000_000;
	}

	/**
	 * Let time go by.
	 * @param time how much of it
	 */
	public void advance(Duration time) {
		this.nanos += time.toNanos();
	}

}
