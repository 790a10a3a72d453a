package dev.lifeguard.benchmarks.growth;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Keeps a number of calls outstanding: one that ends makes room for the next. A call that
 * fails ends the measurement.
 */
final class ClosedLoop {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final IntFunction<Mono<?>> calls;

	private final AtomicInteger next = new AtomicInteger();

	private final AtomicInteger outstanding = new AtomicInteger();

	private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

	private final AtomicLong left = new AtomicLong();

	private final CountDownLatch drained = new CountDownLatch(1);

	private volatile CountDownLatch enough = new CountDownLatch(0);

	private volatile boolean stopped;

	/**
	 * Create a loop.
	 * @param calls the calls by number
	 */
	ClosedLoop(IntFunction<Mono<?>> calls) {
		this.calls = calls;
	}

	/**
	 * Make the first calls.
	 */
	ClosedLoop begin(int outstanding) {
		this.outstanding.set(outstanding);
		for (int call = 0; call < outstanding; call++) {
			next();
		}
		return this;
	}

	private void next() {
		this.calls.apply(this.next.getAndIncrement() & Integer.MAX_VALUE).subscribe((answer) -> {
		}, this::failed, this::ended);
	}

	private void failed(Throwable failure) {
		this.failure.compareAndSet(null, failure);
		this.enough.countDown();
		ended();
	}

	private void ended() {
		if (this.left.decrementAndGet() == 0) {
			this.enough.countDown();
		}
		if (!this.stopped) {
			next();
		}
		else if (this.outstanding.decrementAndGet() == 0) {
			this.drained.countDown();
		}
	}

	/**
	 * Wait until so many calls have ended, and return what each of them cost.
	 */
	double[] run(long calls) throws Exception {
		CountDownLatch enough = new CountDownLatch(1);
		this.enough = enough;
		Cost cost = new Cost();
		this.left.set(calls);
		await(enough);
		return cost.per(calls);
	}

	private void await(CountDownLatch latch) throws Exception {
		boolean inTime = latch.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
		Throwable failure = this.failure.get();
		if (failure != null) {
			throw new IllegalStateException("a call failed", failure);
		}
		if (!inTime) {
			throw new TimeoutException("the calls do not end");
		}
	}

	/**
	 * Make no more calls, and wait for those that are outstanding.
	 */
	void drain() throws Exception {
		this.stopped = true;
		await(this.drained);
	}

}
