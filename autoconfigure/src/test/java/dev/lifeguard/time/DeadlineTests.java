package dev.lifeguard.time;

import java.time.Duration;

import dev.lifeguard.testsupport.ManualNanoClock;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link Deadline}.
 */
class DeadlineTests {

	private final ManualNanoClock clock = new ManualNanoClock();

	@Test
	void noneNeverPasses() {
		assertThat(Deadline.none().isNone()).isTrue();
		assertThat(Deadline.none().hasPassed()).isFalse();
		assertThat(Deadline.none().remainingNanos()).isEqualTo(Long.MAX_VALUE);
	}

	@Test
	void zeroMeansNone() {
		assertThat(Deadline.after(Duration.ZERO, this.clock)).isSameAs(Deadline.none());
	}

	@Test
	void remainingTimeShrinksWithTheClock() {
		Deadline deadline = Deadline.after(Duration.ofNanos(10), this.clock);
		assertThat(deadline.isNone()).isFalse();
		this.clock.advance(Duration.ofNanos(4));
		assertThat(deadline.remainingNanos()).isEqualTo(6);
		assertThat(deadline.hasPassed()).isFalse();
	}

	@Test
	void deadlinePassesOnTheNanosecond() {
		Deadline deadline = Deadline.after(Duration.ofNanos(10), this.clock);
		this.clock.advance(Duration.ofNanos(10));
		assertThat(deadline.hasPassed()).isTrue();
		this.clock.advance(Duration.ofNanos(1));
		assertThat(deadline.remainingNanos()).isEqualTo(-1);
	}

	@Test
	void deadlineHoldsWhileTheClockOverflows() {
		long[] now = { Long.MAX_VALUE - 1 };
		Deadline deadline = Deadline.after(Duration.ofNanos(10), () -> now[0]);
		assertThat(deadline.remainingNanos()).isEqualTo(10);
		assertThat(deadline.hasPassed()).isFalse();
		now[0] += 10;
		assertThat(deadline.hasPassed()).isTrue();
	}

}
