package dev.lifeguard.retry;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link UsualTime}.
 */
class UsualTimeTests {

	private long now = Duration.ofSeconds(100).toNanos();

	private final UsualTime usual = new UsualTime(this.now);

	private boolean slow;

	@Test
	void secondCountsWhenItIsOverForFive() {
		second(20, 20);
		for (int second = 0; second < 4; second++) {
			second(0, 0);
			assertThat(this.usual.nanos()).as("after %s seconds", second + 1).isZero();
		}
		second(0, 0);
		second(0, 0);
		assertThat(this.usual.nanos()).isBetween(millis(18), millis(22));
	}

	@Test
	void fewCallsSayNothing() {
		second(9, 20);
		seconds(10);
		assertThat(this.usual.nanos()).isZero();
		second(1, 20);
		seconds(10);
		assertThat(this.usual.nanos()).isPositive();
	}

	@Test
	void unusualSecondSaysNothing() {
		second(20, 20);
		this.usual.unusual();
		second(200, 900);
		second(20, 20);
		seconds(10);
		assertThat(this.usual.nanos()).isBetween(millis(18), millis(22));
	}

	@Test
	void slownessOfFiveMinutesIsTheNewUsual() {
		second(100, 20);
		seconds(10);
		this.slow = true;
		for (int second = 0; second < 290; second++) {
			this.usual.unusual();
			second(10, 400);
		}
		assertThat(this.usual.nanos()).as("before").isBetween(millis(18), millis(22));
		for (int second = 0; second < 20; second++) {
			this.usual.unusual();
			second(10, 400);
		}
		assertThat(this.usual.nanos()).as("after five minutes").isZero();
		this.slow = false;
		for (int second = 0; second < 10; second++) {
			second(10, 400);
		}
		assertThat(this.usual.nanos()).as("at last").isBetween(millis(360), millis(440));
	}

	@Test
	void whatIsUnusualAndNotSlowIsNeverTheNewUsual() {
		second(100, 20);
		seconds(10);
		for (int second = 0; second < 1000; second++) {
			this.usual.unusual();
			second(10, 20);
		}
		assertThat(this.usual.nanos()).as("while some calls time out").isBetween(millis(18), millis(22));
	}

	@Test
	void idleTimeIsNotSlowness() {
		second(100, 20);
		seconds(10);
		this.now += Duration.ofHours(1).toNanos();
		this.usual.learn(this.now, this.slow);
		assertThat(this.usual.nanos()).isBetween(millis(18), millis(22));
	}

	@Test
	void usualTimeFollowsTheBackendThatGetsFaster() {
		for (int second = 0; second < 60; second++) {
			second(100, 80);
		}
		for (int second = 0; second < 120; second++) {
			second(100, 20);
		}
		assertThat(this.usual.nanos()).isBetween(millis(18), millis(22));
	}

	private void second(int calls, long millis) {
		for (int call = 0; call < calls; call++) {
			this.usual.add(millis(millis));
		}
		this.now += millis(1000);
		this.usual.learn(this.now, this.slow);
	}

	private void seconds(int count) {
		for (int second = 0; second < count; second++) {
			second(0, 0);
		}
	}

	private static long millis(long millis) {
		return Duration.ofMillis(millis).toNanos();
	}

}
