package dev.lifeguard.lease;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link HoldingTimes}.
 */
class HoldingTimesTests {

	private static final long SECOND = Duration.ofSeconds(1).toNanos();

	private final HoldingTimes times = new HoldingTimes();

	private long now = Long.MAX_VALUE - SECOND / 2;

	@Test
	void everythingIsEnoughWhileTooLittleIsKnown() {
		assertThat(share(1)).isOne();
		add(7, 100);
		assertThat(share(1)).isOne();
		add(1, 100);
		assertThat(share(1)).isZero();
	}

	@Test
	void noTimeIsNeverEnough() {
		assertThat(share(0)).isZero();
		assertThat(share(-1)).isZero();
		assertThat(share(Long.MIN_VALUE)).isZero();
	}

	@ParameterizedTest
	@CsvSource({ "1, 0", "2, 0.25", "3, 0.25", "4, 0.75", "5, 1" })
	void shareIsOfThoseThatNeededAtMostThat(long time, double share) {
		add(2, 2);
		add(4, 4);
		add(2, 5);
		assertThat(share(time)).isEqualTo(share);
	}

	@Test
	void timeIsLongThatIsEnoughForHalfOfTheAnsweredOnes() {
		assertThat(this.times.isLong(1)).as("nothing is known").isTrue();
		add(4, 2);
		add(4, 6);
		assertThat(this.times.isLong(1)).isFalse();
		assertThat(this.times.isLong(2)).isTrue();
		add(8, HoldingTimes.ENDLESS);
		assertThat(this.times.isLong(1)).isFalse();
		add(8, HoldingTimes.ENDLESS);
		assertThat(this.times.isLong(1)).as("none was answered").isTrue();
	}

	@Test
	void lastSixteenCount() {
		add(HoldingTimes.SIZE, 100);
		add(4, 1);
		assertThat(share(50)).isEqualTo(0.25);
		add(12, 1);
		assertThat(share(50)).isOne();
		add(1000, 100);
		assertThat(share(50)).isZero();
	}

	@Test
	void callWithoutAnAnswerNeededMoreThanAnybodyHas() {
		add(8, HoldingTimes.ENDLESS);
		assertThat(share(Long.MAX_VALUE - 1)).isZero();
		add(8, 1);
		assertThat(share(Long.MAX_VALUE - 1)).isEqualTo(0.5);
	}

	@Test
	void noDeadlineIsEnoughForAnyCall() {
		add(HoldingTimes.SIZE, HoldingTimes.ENDLESS);
		assertThat(share(Long.MAX_VALUE)).isOne();
	}

	@Test
	void callThatNeededNoTimeIsKnown() {
		add(HoldingTimes.SIZE, 0);
		add(4, 100);
		assertThat(share(1)).isEqualTo(0.75);
	}

	@Test
	void whatIsKnownIsForgottenIfCallersStandAndNothingEnds() {
		add(HoldingTimes.SIZE, 100);
		assertThat(share(1)).isZero();
		this.now += SECOND - 1;
		assertThat(share(1)).isZero();
		this.now += 1;
		assertThat(share(1)).isOne();
		add(HoldingTimes.SIZE / 2, 100);
		assertThat(share(1)).isZero();
	}

	@Test
	void whatIsKnownIsKeptWhileCallsEnd() {
		add(HoldingTimes.SIZE, 100);
		for (int call = 0; call < 10; call++) {
			assertThat(share(1)).isZero();
			this.now += SECOND - 1;
			add(1, 100);
		}
		assertThat(share(1)).isZero();
	}

	@Test
	void whatIsKnownIsKeptWhileNobodyAsks() {
		add(HoldingTimes.SIZE, 100);
		assertThat(share(1)).isZero();
		add(1, 100);
		this.now += 100 * SECOND;
		assertThat(share(1)).isZero();
	}

	private void add(int count, long nanos) {
		for (int call = 0; call < count; call++) {
			this.times.add(nanos);
		}
	}

	private double share(long nanos) {
		return this.times.shareWithin(nanos, this.now);
	}

}
