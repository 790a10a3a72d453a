package dev.lifeguard.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.lifeguard.testsupport.ManualNanoClock;
import dev.lifeguard.testsupport.ManualTimer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link DetachableTimer}.
 */
class DetachableTimerTests {

	private final ManualNanoClock clock = new ManualNanoClock();

	private final ManualTimer manual = new ManualTimer(this.clock);

	private final List<Runnable> threads = new ArrayList<>();

	private final List<String> ran = new ArrayList<>();

	private final DetachableTimer timer = new DetachableTimer();

	@BeforeEach
	void attach() {
		this.timer.attach(this.manual, this.threads::add);
	}

	@Test
	void taskRunsOnTheThreadsOnceItIsDue() {
		this.timer.apply(() -> this.ran.add("task"), Duration.ofMillis(300));
		assertThat(this.manual.firstDelay()).isEqualTo(Duration.ofMillis(300));
		this.clock.advance(Duration.ofMillis(300));
		this.manual.runDue();
		assertThat(this.ran).isEmpty();
		this.threads.forEach(Runnable::run);
		assertThat(this.ran).containsExactly("task");
	}

	@Test
	void disposedTaskIsForgotten() {
		this.timer.apply(() -> this.ran.add("task"), Duration.ofMillis(300)).dispose();
		assertThat(this.manual.size()).isZero();
	}

	@Test
	void nothingIsScheduledForAClosedClient() {
		this.timer.detach();
		assertThat(this.timer.apply(() -> this.ran.add("task"), Duration.ofMillis(300)).isDisposed()).isTrue();
		assertThat(this.manual.size()).isZero();
	}

}
