package dev.lifeguard.sample.load;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;

import reactor.core.publisher.Mono;

/**
 * Side, and the results of its calls.
 *
 * @since 0.1.0
 */
public final class Lane {

	/** How many calls may be under way, those whose caller has gone included. */
	static final int MOST_IN_FLIGHT = 5000;

	private final Side side;

	private final BatchJob batch;

	private final Tally tally = new Tally();

	private final AtomicInteger inFlight = new AtomicInteger();

	// in the order of their start, so that those who go are at its head; the timer's own
	private final Queue<Call> callers = new ArrayDeque<>();

	Lane(Side side) {
		this.side = side;
		this.batch = new BatchJob(side);
	}

	void call(boolean forget, long now) {
		if (this.inFlight.get() >= MOST_IN_FLIGHT) {
			this.tally.count(Outcome.LATE, 0);
			return;
		}
		Call call = new Call(this.tally, now);
		this.callers.add(call);
		this.inFlight.incrementAndGet();
		Mono.defer(() -> forget ? this.side.forget() : this.side.call())
			.doFinally((end) -> this.inFlight.decrementAndGet())
			.subscribe((value) -> {
			}, call::failed, call::answered);
	}

	/**
	 * Let those callers go who have waited long enough.
	 */
	void letGo(long now) {
		Call first = this.callers.peek();
		while (first != null && first.goes(now)) {
			this.callers.remove();
			first = this.callers.peek();
		}
	}

	/**
	 * Forget all callers and what came of their calls.
	 */
	void clear() {
		this.callers.clear();
		this.tally.take();
		this.batch.clear();
	}

	int inFlight() {
		return this.inFlight.get();
	}

	/**
	 * Return what came of the calls since this was last asked.
	 * @return the counts
	 */
	public Counts takeCounts() {
		return this.tally.take();
	}

	/**
	 * Return the batch job that this side can have in addition to its callers.
	 * @return the job
	 */
	public BatchJob batch() {
		return this.batch;
	}

	/**
	 * Return the numbers of the client's pool now.
	 * @return the numbers
	 */
	public PoolState pool() {
		return this.side.pool();
	}

}
