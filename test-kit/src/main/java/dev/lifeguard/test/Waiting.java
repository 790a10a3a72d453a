package dev.lifeguard.test;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Waits for what other threads are about to do.
 */
final class Waiting {

	private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

	private Waiting() {
	}

	/**
	 * Wait until something is so.
	 * @param condition what is to be so
	 * @param longest how long to wait at most
	 * @return whether it was so in time
	 */
	static boolean until(BooleanSupplier condition, Duration longest) {
		long end = System.nanoTime() + longest.toNanos();
		boolean met = condition.getAsBoolean();
		while (!met && end - System.nanoTime() > 0 && !Thread.currentThread().isInterrupted()) {
			LockSupport.parkNanos(STEP_NANOS);
			met = condition.getAsBoolean();
		}
		return met;
	}

}
