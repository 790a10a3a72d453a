package dev.lifeguard.testsupport;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * A monotonic clock that stands still until it is told otherwise.
 *
 * @since 0.1.0
 */
public final class ManualNanoClock implements LongSupplier {

	private final AtomicLong nanos = new AtomicLong(1_000_000_000);

	@Override
	public long getAsLong() {
		return this.nanos.get();
	}

	/**
	 * Let time go by.
	 * @param time how much of it
	 */
	public void advance(Duration time) {
		this.nanos.addAndGet(time.toNanos());
	}

}
