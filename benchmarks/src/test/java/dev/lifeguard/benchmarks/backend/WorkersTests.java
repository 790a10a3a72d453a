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

	private final Workers workers = new Workers(this.channel.eventLoop(), 4);

	private final AtomicInteger answers = new AtomicInteger();

	@BeforeEach
	void stopTheClock() {
		this.channel.freezeTime();
	}

	@Test
	void worksOnFourAtOnceForTwentyFourMilliseconds() {
		take(10);
		assertThat(answersAfter(23)).isZero();
		assertThat(answersAfter(1)).isEqualTo(4);
		assertThat(answersAfter(24)).isEqualTo(8);
		assertThat(answersAfter(24)).isEqualTo(10);
		assertThat(this.workers.done()).isEqualTo(10);
		assertThat(this.workers.peak()).isEqualTo(6);
	}

	@Test
	void takesTenTimesAsLongWhenSlow() {
		this.workers.trouble(Trouble.SLOW);
		take(4);
		assertThat(answersAfter(239)).isZero();
		assertThat(answersAfter(1)).isEqualTo(4);
	}

	@Test
	void hasHalfOfTheWorkersUntilTheTroubleIsOver() {
		this.workers.trouble(Trouble.HALVE);
		take(4);
		assertThat(answersAfter(24)).isEqualTo(2);
		this.workers.trouble(Trouble.NONE);
		take(2);
		assertThat(answersAfter(24)).isEqualTo(6);
	}

	@Test
	void refusesWhatItCannotKeep() {
		take(20_004);
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
