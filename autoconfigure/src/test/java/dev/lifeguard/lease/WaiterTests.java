package dev.lifeguard.lease;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link Waiter}.
 */
class WaiterTests {

	private final Standing waiter = new Standing(1, -50);

	@Test
	void hasAllTheTimeUnlessSomethingElseIsSaid() {
		assertThat(this.waiter.givenNanos()).isEqualTo(Long.MAX_VALUE);
		assertThat(this.waiter.leftNanos(1000)).isEqualTo(Long.MAX_VALUE);
	}

	@Test
	void timeIsCountedFromTheRequest() {
		this.waiter.given(100, -20);
		assertThat(this.waiter.requestedNanos()).isEqualTo(-50);
		assertThat(this.waiter.givenNanos()).isEqualTo(130);
		assertThat(this.waiter.leftNanos(-20)).isEqualTo(100);
		assertThat(this.waiter.leftNanos(79)).isEqualTo(1);
		assertThat(this.waiter.leftNanos(81)).isEqualTo(-1);
	}

	@Test
	void deadlineBeyondTheEndOfTimeNeverComes() {
		this.waiter.given(Long.MAX_VALUE - 10, -30);
		assertThat(this.waiter.givenNanos()).isEqualTo(Long.MAX_VALUE);
	}

	@Test
	void noDeadlineNeverComes() {
		this.waiter.given(Long.MAX_VALUE, 20);
		assertThat(this.waiter.givenNanos()).isEqualTo(Long.MAX_VALUE);
		assertThat(this.waiter.leftNanos(Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
	}

}
