package dev.lifeguard.sample.load;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Call and its caller, who waits for a second and leaves. The call continues, like a
 * blocking call of a web server.
 */
class Call {

	static final long PATIENCE_NANOS = LoadGenerator.PATIENCE.toNanos();

	private final Tally tally;

	private final long start;

	private final AtomicBoolean counted = new AtomicBoolean();

	Call(Tally tally, long start) {
		this.tally = tally;
		this.start = start;
	}

	void answered() {
		count(Outcome.ANSWERED);
	}

	void failed(Throwable failure) {
		count(Outcome.of(failure));
	}

	/**
	 * Let the caller go if it has waited long enough.
	 * @return whether it has
	 */
	boolean goes(long now) {
		boolean goes = now - this.start >= PATIENCE_NANOS;
		if (goes) {
			count(Outcome.LATE);
		}
		return goes;
	}

	private void count(Outcome outcome) {
		if (this.counted.compareAndSet(false, true)) {
			long took = System.nanoTime() - this.start;
			this.tally.count((took < PATIENCE_NANOS) ? outcome : Outcome.LATE, took);
		}
	}

}
