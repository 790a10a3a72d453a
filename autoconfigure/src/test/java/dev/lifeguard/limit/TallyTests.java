package dev.lifeguard.limit;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link Tally}.
 */
class TallyTests {

	@Test
	void meanIsTheTimeWaitedPerTime() {
		Tally tally = new Tally(Duration.ofMillis(500).toNanos(), new Tally.Ends(20, 0, 0, 0), new Tally.Pace(20, 0, 0),
				Duration.ofSeconds(2).toNanos(), 4, false, false);
		assertThat(tally.meanUnanswered()).isEqualTo(4);
	}

	@ParameterizedTest
	@CsvSource({ "0, 0, false", "4, 4, false", "5, 4, false", "5, 5, true", "9, 7, false", "9, 8, true",
			"16, 11, false", "16, 12, true", "100, 59, false", "100, 60, true" })
	void slowIsWhatChanceWouldMakeOnceInFortyTimes(int samples, int slow, boolean expected) {
		assertThat(Tallies.calm().pace(samples, slow, slow).tally().isSlow()).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "20, 10, true", "20, 11, false", "1, 0, true", "1, 1, false", "0, 0, true" })
	void calmIsAMedianThatIsUsual(int samples, int unusual, boolean expected) {
		assertThat(Tallies.calm().pace(samples, unusual, 0).tally().isCalm()).isEqualTo(expected);
	}

	@Test
	void backendThatAnswersNothingIsNotCalm() {
		assertThat(Tallies.calm().ends(0, 0, 20, 0).pace(0, 0, 0).tally().isCalm()).isFalse();
		assertThat(Tallies.pushedBack(20).tally().isCalm()).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "20, 0, false", "18, 2, false", "17, 3, true", "27, 3, true", "28, 3, false", "3, 2, false" })
	void pushbackIsThreeCallsAndATenth(int answered, int pushedBack, boolean expected) {
		Tally tally = Tallies.calm().ends(answered, pushedBack, 0, 0).tally();
		assertThat(tally.isPushedBack()).isEqualTo(expected);
		assertThat(tally.isLossy()).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "20, 0, false", "12, 3, true", "13, 3, false", "3, 2, false", "0, 5, true" })
	void timeoutsAreThreeCallsAndAFifth(int answered, int timedOut, boolean expected) {
		Tally tally = Tallies.slow().ends(answered, 0, 0, timedOut).tally();
		assertThat(tally.isTimedOut()).isEqualTo(expected);
		assertThat(tally.isLossy()).isEqualTo(expected);
	}

	@Test
	void timeoutsOfAPartOfTheBackendAreNotOfLoad() {
		Tally tally = Tallies.calm().ends(15, 0, 0, 5).pace(20, 5, 5).tally();
		assertThat(tally.isTimedOut()).isFalse();
		assertThat(tally.isLossy()).isFalse();
	}

	@Test
	void failuresOfAnotherKindAreNoLosses() {
		Tally tally = Tallies.calm().ends(1, 0, 19, 0).pace(1, 0, 0).tally();
		assertThat(tally.isLossy()).isFalse();
		assertThat(tally.lossRatio()).isZero();
	}

	@Test
	void lossRatioIsOfAllCalls() {
		assertThat(Tallies.calm().ends(10, 4, 4, 2).tally().lossRatio()).isEqualTo(0.3);
		assertThat(Tallies.calm().ends(0, 0, 0, 0).tally().lossRatio()).isZero();
	}

	@ParameterizedTest
	@CsvSource({ "20, 0, true", "99, 1, true", "95, 5, false", "19, 1, false" })
	void fewTimeoutsAreLessThanATwentieth(int answered, int timedOut, boolean expected) {
		assertThat(Tallies.slow().ends(answered, 0, 0, timedOut).tally().hasFewTimeouts()).isEqualTo(expected);
	}

}
