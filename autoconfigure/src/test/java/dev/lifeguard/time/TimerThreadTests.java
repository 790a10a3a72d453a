package dev.lifeguard.time;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link TimerThread}.
 */
class TimerThreadTests {

	private static final int PATIENCE_SECONDS = 10;

	private static final long SOON = TimeUnit.MILLISECONDS.toNanos(20);

	private static final InheritableThreadLocal<String> OF_THE_CALLER = new InheritableThreadLocal<>();

	private final TimerThread timer = new TimerThread();

	@AfterEach
	void close() {
		this.timer.close();
		OF_THE_CALLER.remove();
	}

	@Test
	void tasksRunInTheOrderInWhichTheyAreDue() throws Exception {
		List<String> ran = new CopyOnWriteArrayList<>();
		CompletableFuture<Void> last = new CompletableFuture<>();
		this.timer.schedule(() -> {
			ran.add("later");
			last.complete(null);
		}, 10 * SOON);
		this.timer.schedule(() -> ran.add("sooner"), SOON);
		last.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
		assertThat(ran).containsExactly("sooner", "later");
	}

	@Test
	void cancelledTaskDoesNotRun() throws Exception {
		List<String> ran = new CopyOnWriteArrayList<>();
		Runnable cancel = this.timer.schedule(() -> ran.add("cancelled"), SOON);
		cancel.run();
		cancel.run();
		after(2 * SOON).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
		assertThat(ran).isEmpty();
	}

	@Test
	void failureIsHandedOnAndTheNextTaskRuns() throws Exception {
		CompletableFuture<Throwable> handled = new CompletableFuture<>();
		this.timer.schedule(() -> Thread.currentThread()
			.setUncaughtExceptionHandler((thread, failure) -> handled.complete(failure)), 0);
		this.timer.schedule(() -> {
			throw new IllegalStateException("on purpose");
		}, SOON);
		after(2 * SOON).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
		assertThat(handled.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).hasMessage("on purpose");
	}

	@Test
	void repeatedTaskSurvivesItsErrors() throws Exception {
		CompletableFuture<Void> third = new CompletableFuture<>();
		AtomicInteger runs = new AtomicInteger();
		this.timer.schedule(() -> Thread.currentThread().setUncaughtExceptionHandler((thread, failure) -> {
		}), 0);
		Runnable end = this.timer.every(() -> {
			if (runs.incrementAndGet() == 3) {
				third.complete(null);
			}
			throw new OutOfMemoryError("on purpose");
		}, SOON);
		third.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
		end.run();
		int last = runs.get();
		after(3 * SOON).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
		assertThat(runs.get()).isLessThanOrEqualTo(last + 1);
	}

	@Test
	void threadKeepsNothingOfWhoeverScheduledFirst() throws Exception {
		OF_THE_CALLER.set("secret");
		CompletableFuture<String> seen = new CompletableFuture<>();
		this.timer.schedule(() -> seen.complete("it sees " + OF_THE_CALLER.get()), 0);
		assertThat(seen.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo("it sees null");
	}

	@Test
	void closedTimerTakesTasksAndRunsNone() {
		List<String> ran = new CopyOnWriteArrayList<>();
		this.timer.schedule(() -> ran.add("waited"), TimeUnit.HOURS.toNanos(1));
		this.timer.close();
		assertThatNoException().isThrownBy(() -> this.timer.schedule(() -> ran.add("late"), 0).run());
		assertThat(ran).isEmpty();
	}

	private CompletableFuture<Void> after(long nanos) {
		CompletableFuture<Void> due = new CompletableFuture<>();
		this.timer.schedule(() -> due.complete(null), nanos);
		return due;
	}

}
