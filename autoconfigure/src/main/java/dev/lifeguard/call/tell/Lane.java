package dev.lifeguard.call.tell;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

import dev.lifeguard.time.Fence;
import reactor.core.scheduler.Schedulers;

/**
 * Lane for one kind of work of one client, in order of arrival, on at most a fixed number
 * of the {@link Teller}'s threads: a blocking task delays nothing except its own lane.
 * <p>
 * <b>Threads</b>: work may be added from any thread, which never waits. A task that fails
 * costs the others nothing.
 *
 * @since 0.1.0
 */
public final class Lane implements Executor {

	private static final Fence FENCE = Fence.ofThread();

	private final Teller teller;

	private final int width;

	private final int capacity;

	private final LongConsumer whenDropped;

	private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

	private final AtomicInteger waiting = new AtomicInteger();

	private final AtomicInteger running = new AtomicInteger();

	private final AtomicLong dropped = new AtomicLong();

	/**
	 * Create a lane.
	 * @param teller has the threads
	 * @param width how many of them it uses at once
	 * @param capacity how many tasks may wait for them
	 * @param whenDropped told in the lane how many tasks were dropped, when it has room
	 * again
	 */
	Lane(Teller teller, int width, int capacity, LongConsumer whenDropped) {
		this.teller = teller;
		this.width = width;
		this.capacity = capacity;
		this.whenDropped = whenDropped;
	}

	/**
	 * Add a task, or drop it if too many wait already.
	 */
	@Override
	public void execute(Runnable task) {
		if (this.waiting.incrementAndGet() > this.capacity) {
			this.waiting.decrementAndGet();
			this.dropped.incrementAndGet();
			return;
		}
		this.tasks.add(task);
		start();
	}

	/**
	 * Add a task, and wait a moment for it, so that it is nearly always done when this
	 * returns. A thread that must not wait does not.
	 * @param task the task
	 * @param mostNanos the longest wait for it, in nanoseconds
	 */
	public void executeNow(Runnable task, long mostNanos) {
		CountDownLatch done = new CountDownLatch(1);
		execute(() -> {
			try {
				task.run();
			}
			finally {
				done.countDown();
			}
		});
		if (!Schedulers.isInNonBlockingThread()) {
			awaitAtMost(done, mostNanos);
		}
	}

	private static void awaitAtMost(CountDownLatch done, long nanos) {
		try {
			done.await(nanos, TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * A thread that cannot be had leaves the tasks to the next that come.
	 */
	private void start() {
		if (this.running.getAndUpdate((count) -> Math.min(count + 1, this.width)) == this.width) {
			return;
		}
		boolean started = false;
		try {
			this.teller.run(this::work);
			started = true;
		}
		finally {
			if (!started) {
				this.running.decrementAndGet();
			}
		}
	}

	/**
	 * A task that was added when this had seen the end of the queue, but had not said so
	 * yet, found no thread.
	 */
	private void work() {
		Runnable task = this.tasks.poll();
		while (task != null) {
			this.waiting.decrementAndGet();
			FENCE.run(task);
			task = this.tasks.poll();
		}
		long dropped = this.dropped.getAndSet(0);
		if (dropped > 0) {
			FENCE.run(() -> this.whenDropped.accept(dropped));
		}
		this.running.decrementAndGet();
		if (!this.tasks.isEmpty()) {
			start();
		}
	}

}
