package dev.lifeguard.benchmarks.load;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts the calls of callers that make one after the other until their time is over.
 */
final class Tally {

	private static final long PATIENCE_SECONDS = 5;

	private final LongAdder succeeded = new LongAdder();

	private final LongAdder failed = new LongAdder();

	private final CountDownLatch callers;

	private final long end;

	Tally(int callers, long millis) {
		this.callers = new CountDownLatch(callers);
		this.end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
	}

	boolean goesOn() {
		return System.nanoTime() < this.end;
	}

	/**
	 * Count a call, unless it ended when the time was over.
	 * @param success whether it succeeded
	 */
	void count(boolean success) {
		if (goesOn()) {
			((success) ? this.succeeded : this.failed).increment();
		}
	}

	void callerEnded() {
		this.callers.countDown();
	}

	/**
	 * Wait until the time is over, and a little longer for the callers to end, so that
	 * they do not disturb what is measured next.
	 * @return the two counts
	 * @throws InterruptedException if the thread is interrupted
	 */
	String await() throws InterruptedException {
		long patience = this.end - System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
		this.callers.await(patience, TimeUnit.NANOSECONDS);
		return this.succeeded.sum() + " " + this.failed.sum();
	}

}
