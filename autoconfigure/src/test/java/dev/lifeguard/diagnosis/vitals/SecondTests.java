package dev.lifeguard.diagnosis.vitals;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link Second}.
 */
class SecondTests {

	private static final long MILLI = Duration.ofMillis(1).toNanos();

	private final Second second = new Second(1000);

	@Test
	void permitsAreCountedAndWhichOfThemWereForRetries() {
		this.second.granted(false);
		this.second.granted(true);
		this.second.granted(false);
		assertThat(this.second.granted()).isEqualTo(3);
		assertThat(this.second.retries()).isEqualTo(1);
		assertThat(this.second.refused()).isZero();
		assertThat(this.second.ended()).isZero();
	}

	@Test
	void refusalsAreCountedByThemselves() {
		this.second.refuse();
		this.second.refuse();
		assertThat(this.second.refused()).isEqualTo(2);
		assertThat(this.second.granted()).isZero();
	}

	@Test
	void endedCallsLeaveTheirTimes() {
		this.second.ended(30 * MILLI, 20 * MILLI);
		this.second.ended(50 * MILLI, 20 * MILLI);
		assertThat(this.second.ended()).isEqualTo(2);
		assertThat(this.second.heldNanos()).isEqualTo(80 * MILLI);
		assertThat(this.second.held().count()).isEqualTo(2);
		assertThat(this.second.held().percentile(1)).isBetween(50 * MILLI, 63 * MILLI);
		assertThat(this.second.firstBytes().percentile(1)).isBetween(20 * MILLI, 25 * MILLI);
	}

	@Test
	void callWithoutAnAnswerHasNoTimeToTheFirstByte() {
		this.second.ended(30 * MILLI, 0);
		assertThat(this.second.ended()).isEqualTo(1);
		assertThat(this.second.firstBytes().count()).isZero();
		assertThat(this.second.held().count()).isEqualTo(1);
	}

	@Test
	void secondIsOverWhenItIsEnded() {
		assertThat(this.second.beginNanos()).isEqualTo(1000);
		assertThat(this.second.isOverBefore(Long.MAX_VALUE)).isFalse();
		this.second.end(2000);
		assertThat(this.second.isOverBefore(1999)).isFalse();
		assertThat(this.second.isOverBefore(2000)).isTrue();
	}

	/**
	 * The clock may begin anywhere.
	 */
	@Test
	void clockMayRunPastTheLargestNumber() {
		this.second.end(Long.MAX_VALUE - 5);
		assertThat(this.second.isOverBefore(Long.MIN_VALUE + 5)).isTrue();
		assertThat(this.second.isOverBefore(Long.MAX_VALUE - 6)).isFalse();
	}

}
