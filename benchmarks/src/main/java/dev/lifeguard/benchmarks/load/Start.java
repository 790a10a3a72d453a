package dev.lifeguard.benchmarks.load;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The moment from which the times of a schedule count.
 *
 * @param nanos that moment on the clock of {@link System#nanoTime()}
 */
record Start(long nanos) {

	static Start at(long epochMillis) {
		Duration ahead = Duration.between(Instant.now(), Instant.ofEpochMilli(epochMillis));
		return new Start(System.nanoTime() + ahead.toNanos());
	}

	long micros() {
		return TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - this.nanos);
	}

	/**
	 * Wait, or go on at once if it is too late already.
	 * @param due the time to wait for, in microseconds from the start
	 */
	void await(long due) {
		for (long left = left(due); left > 0; left = left(due)) {
			LockSupport.parkNanos(left);
		}
	}

	long left(long due) {
		return this.nanos + TimeUnit.MICROSECONDS.toNanos(due) - System.nanoTime();
	}

}
