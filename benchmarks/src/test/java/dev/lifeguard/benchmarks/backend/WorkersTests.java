package dev.lifeguard.benchmarks.backend;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Workers}.
 */
class WorkersTests {

	private final EmbeddedChannel channel = new EmbeddedChannel();

	private final Workers workers = new Workers(this.channel.eventLoop());

	private final AtomicInteger answers = new AtomicInteger();

	@BeforeEach
	void stopTheClock() {
		this.channel.freezeTime();
	}

	@Test
	void worksOnTenAtOnceForTwentyMilliseconds() {
		take(25);
		assertThat(answersAfter(19)).isZero();
		assertThat(answersAfter(1)).isEqualTo(10);
		assertThat(answersAfter(20)).isEqualTo(20);
		assertThat(answersAfter(20)).isEqualTo(25);
		assertThat(this.workers.done()).isEqualTo(25);
		assertThat(this.workers.peak()).isEqualTo(15);
	}

	@Test
	void takesTenTimesAsLongWhenSlow() {
		this.workers.trouble(Trouble.SLOW);
		take(10);
		assertThat(answersAfter(199)).isZero();
		assertThat(answersAfter(1)).isEqualTo(10);
	}

	@Test
	void hasHalfOfTheWorkersUntilTheTroubleIsOver() {
		this.workers.trouble(Trouble.HALVE);
		take(10);
		assertThat(answersAfter(20)).isEqualTo(5);
		this.workers.trouble(Trouble.NONE);
		take(5);
		assertThat(answersAfter(20)).isEqualTo(15);
	}

	@Test
	void refusesWhatItCannotKeep() {
		take(20_010);
		assertThat(this.workers.take(this.answers::incrementAndGet)).isFalse();
	}

	private void take(int count) {
		for (int i = 0; i < count; i++) {
			assertThat(this.workers.take(this.answers::incrementAndGet)).isTrue();
		}
	}

	private int answersAfter(int millis) {
		this.channel.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
		this.channel.runScheduledPendingTasks();
		return this.answers.get();
	}

}
