package dev.lifeguard.call.tell;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Lane}.
 */
class LaneTests {

	private final Queue<Runnable> threads = new ArrayDeque<>();

	private final List<String> ran = new ArrayList<>();

	private final Teller teller = new Teller(this.threads::add);

	private void runThreads() {
		while (!this.threads.isEmpty()) {
			this.threads.remove().run();
		}
	}

	@Test
	void tasksOfNarrowLaneRunInOrderOnOneThread() {
		Lane lane = new Lane(this.teller, 1, 10, this::dropped);
		lane.execute(() -> this.ran.add("first"));
		lane.execute(() -> this.ran.add("second"));
		assertThat(this.threads).hasSize(1);
		runThreads();
		assertThat(this.ran).containsExactly("first", "second");
		lane.execute(() -> this.ran.add("third"));
		assertThat(this.threads).hasSize(1);
		runThreads();
		assertThat(this.ran).containsExactly("first", "second", "third");
	}

	@Test
	void laneUsesNoMoreThreadsThanItIsWide() {
		Lane lane = new Lane(this.teller, 3, 10, this::dropped);
		for (int task = 0; task < 5; task++) {
			lane.execute(() -> this.ran.add("task"));
		}
		assertThat(this.threads).hasSize(3);
		runThreads();
		assertThat(this.ran).hasSize(5);
	}

	@Test
	void taskMayAddAnother() {
		Lane lane = new Lane(new Teller(Runnable::run), 1, 10, this::dropped);
		lane.execute(() -> {
			lane.execute(() -> this.ran.add("inner"));
			this.ran.add("outer");
		});
		assertThat(this.ran).containsExactly("outer", "inner");
	}

	@Test
	void failureCostsTheNextTaskNothing() {
		List<Throwable> handled = new ArrayList<>();
		Thread thread = Thread.currentThread();
		thread.setUncaughtExceptionHandler((failed, failure) -> handled.add(failure));
		try {
			Lane lane = new Lane(this.teller, 1, 10, this::dropped);
			lane.execute(() -> {
				throw new OutOfMemoryError("on purpose");
			});
			lane.execute(() -> this.ran.add("next"));
			runThreads();
			assertThat(this.ran).containsExactly("next");
			assertThat(handled).singleElement().isInstanceOf(OutOfMemoryError.class);
		}
		finally {
			thread.setUncaughtExceptionHandler(null);
		}
	}

	@Test
	void tasksBeyondTheCapacityAreDroppedAndCounted() {
		Lane lane = new Lane(this.teller, 1, 2, this::dropped);
		for (int task = 0; task < 5; task++) {
			lane.execute(() -> this.ran.add("task"));
		}
		runThreads();
		assertThat(this.ran).containsExactly("task", "task", "3 dropped");
		lane.execute(() -> this.ran.add("later"));
		runThreads();
		assertThat(this.ran).containsExactly("task", "task", "3 dropped", "later");
	}

	@Test
	void taskThatFindsNoThreadRunsWithTheNext() {
		AtomicInteger refusals = new AtomicInteger(1);
		Lane lane = new Lane(new Teller((task) -> {
			if (refusals.getAndDecrement() > 0) {
				throw new OutOfMemoryError("unable to create native thread");
			}
			this.threads.add(task);
		}), 1, 10, this::dropped);
		assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> lane.execute(() -> this.ran.add("first")));
		lane.execute(() -> this.ran.add("second"));
		runThreads();
		assertThat(this.ran).containsExactly("first", "second");
	}

	@Test
	void nothingIsLostWhenManyThreadsAddAtOnce() throws Exception {
		int perThread = 20_000;
		CountDownLatch done = new CountDownLatch(4 * perThread);
		AtomicInteger atOnce = new AtomicInteger();
		AtomicInteger most = new AtomicInteger();
		ExecutorService adding = Executors.newFixedThreadPool(4);
		try (Teller real = new Teller()) {
			Lane lane = new Lane(real, 1, Integer.MAX_VALUE, this::dropped);
			for (int thread = 0; thread < 4; thread++) {
				adding.execute(() -> {
					for (int task = 0; task < perThread; task++) {
						lane.execute(() -> {
							most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
							atOnce.decrementAndGet();
							done.countDown();
						});
					}
				});
			}
			assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
			assertThat(most).hasValue(1);
		}
		finally {
			adding.shutdownNow();
		}
	}

	private void dropped(long count) {
		this.ran.add(count + " dropped");
	}

}
