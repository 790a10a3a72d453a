package dev.lifeguard.limit;

import java.time.Duration;

import dev.lifeguard.limit.LimitMove.Reason;
import dev.lifeguard.testsupport.ManualNanoClock;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests of {@link Elasticity}.
 */
class ElasticityTests {

	private static final double SAFE = 40;

	private final ManualNanoClock clock = new ManualNanoClock();

	private final Elasticity elasticity = new Elasticity();

	private double limit = 40;

	private int min = 1;

	@Test
	void pushbackCutsToSevenTenths() {
		assertThat(step(Tallies.pushedBack(10))).isEqualTo(Reason.CUT_FOR_PUSHBACK);
		assertThat(this.limit).isCloseTo(28, within(1e-9));
	}

	@Test
	void timeoutsCutToEightTenths() {
		assertThat(step(Tallies.timedOut(10))).isEqualTo(Reason.CUT_FOR_TIMEOUTS);
		assertThat(this.limit).isCloseTo(32, within(1e-9));
	}

	@Test
	void halfTheLimitWithAsManyLossesIsNotOurDoing() {
		assertThat(step(Tallies.pushedBack(10))).isEqualTo(Reason.CUT_FOR_PUSHBACK);
		assertThat(step(Tallies.pushedBack(10))).isEqualTo(Reason.CUT_FOR_PUSHBACK);
		assertThat(step(Tallies.pushedBack(10))).isEqualTo(Reason.NOT_OUR_DOING);
		assertThat(this.limit).isEqualTo(40);
		assertThat(isTruce()).isTrue();
	}

	@Test
	void testThatCannotGoOnIsDecided() {
		this.min = 28;
		assertThat(step(Tallies.pushedBack(10))).isEqualTo(Reason.CUT_FOR_PUSHBACK);
		assertThat(this.limit).isCloseTo(28, within(1e-9));
		assertThat(step(Tallies.pushedBack(10))).isEqualTo(Reason.NOT_OUR_DOING);
		assertThat(this.limit).isEqualTo(40);
	}

	@Test
	void lossesThatGetRarerAreOurDoing() {
		step(Tallies.pushedBack(20));
		step(Tallies.pushedBack(15));
		for (int window = 0; window < 20; window++) {
			assertThat(step(Tallies.pushedBack(15))).isEqualTo(Reason.CUT_FOR_PUSHBACK);
		}
		assertThat(this.limit).isEqualTo(1);
		assertThat(isTruce()).isFalse();
	}

	@Test
	void cutsAreUndoneAsFarAsIsKnownToBeSafe() {
		this.limit = 60;
		while (step(Tallies.pushedBack(10)) != Reason.NOT_OUR_DOING) {
			assertThat(this.limit).isGreaterThan(20);
		}
		assertThat(this.limit).isEqualTo(SAFE);
	}

	@Test
	void undoingIsNeverACut() {
		this.limit = 120;
		step(Tallies.pushedBack(10));
		step(Tallies.pushedBack(10));
		double cut = this.limit;
		assertThat(cut).isGreaterThan(SAFE);
		assertThat(step(Tallies.pushedBack(10))).isEqualTo(Reason.NOT_OUR_DOING);
		assertThat(this.limit).isEqualTo(cut);
	}

	@Test
	void timeoutsDoNotCutFarBelowWhatIsKnownToBeSafe() {
		step(Tallies.timedOut(20));
		for (int window = 0; window < 20; window++) {
			step(Tallies.timedOut(14));
		}
		assertThat(this.limit).isEqualTo(0.25 * SAFE);
	}

	@Test
	void cutNeverRaisesTheLimit() {
		this.limit = 4;
		step(Tallies.timedOut(20));
		assertThat(this.limit).isLessThanOrEqualTo(4);
		this.limit = 0.5;
		step(Tallies.pushedBack(1).ends(97, 3, 0, 0));
		assertThat(this.limit).isLessThanOrEqualTo(0.5);
	}

	@Test
	void truceEndsAfterTenSeconds() {
		untilTruce();
		this.clock.advance(Duration.ofMillis(9_999));
		assertThat(isTruce()).isTrue();
		this.clock.advance(Duration.ofMillis(1));
		assertThat(isTruce()).isFalse();
	}

	@Test
	void eachTruceIsTwiceAsLongUpToAMinute() {
		for (int seconds : new int[] { 10, 20, 40, 60, 60, 60 }) {
			untilTruce();
			assertThat(truceSeconds()).isEqualTo(seconds);
		}
	}

	@Test
	void halfAMinuteWithoutLossesMakesTheNextTruceShort() {
		untilTruce();
		truceSeconds();
		untilTruce();
		assertThat(truceSeconds()).isEqualTo(20);
		quiet(31);
		untilTruce();
		assertThat(truceSeconds()).isEqualTo(10);
	}

	@Test
	void truceIsOverIfTheClockIsSetBack() {
		untilTruce();
		this.clock.advance(Duration.ofDays(-1));
		assertThat(isTruce()).isFalse();
	}

	@Test
	void lossesAfterFiveQuietSecondsAreTestedAnew() {
		step(Tallies.pushedBack(10));
		step(Tallies.pushedBack(10));
		quiet(6);
		assertThat(step(Tallies.pushedBack(10))).isEqualTo(Reason.CUT_FOR_PUSHBACK);
		assertThat(isTruce()).isFalse();
	}

	@Test
	void fewQuietWindowsDoNotEndTheTest() {
		step(Tallies.pushedBack(10));
		quiet(2);
		step(Tallies.pushedBack(10));
		quiet(2);
		assertThat(step(Tallies.pushedBack(10))).isEqualTo(Reason.NOT_OUR_DOING);
	}

	@Test
	void rareWindowsAreOneTest() {
		for (int window = 0; window < 2; window++) {
			assertThat(step(Tallies.pushedBack(20))).isEqualTo(Reason.CUT_FOR_PUSHBACK);
			this.clock.advance(Duration.ofSeconds(20));
		}
		assertThat(step(Tallies.pushedBack(20))).isEqualTo(Reason.NOT_OUR_DOING);
		assertThat(this.limit).isEqualTo(40);
	}

	@Test
	void limitOfOneIsFoundNotToBeOfOurDoingAtOnce() {
		this.limit = 1;
		assertThat(step(Tallies.pushedBack(20))).isEqualTo(Reason.NOT_OUR_DOING);
		assertThat(this.limit).isEqualTo(1);
	}

	private void untilTruce() {
		this.limit = 40;
		for (int window = 0; window < 10 && !isTruce(); window++) {
			step(Tallies.pushedBack(10));
		}
		assertThat(isTruce()).isTrue();
	}

	/**
	 * Let the losses continue until the truce is over.
	 */
	private int truceSeconds() {
		int seconds = 0;
		while (isTruce()) {
			this.clock.advance(Duration.ofSeconds(1));
			this.elasticity.note(Tallies.pushedBack(10).tally(), this.clock.getAsLong());
			seconds++;
		}
		return seconds;
	}

	private void quiet(int seconds) {
		for (int second = 0; second < seconds; second++) {
			this.clock.advance(Duration.ofSeconds(1));
			this.elasticity.note(Tallies.calm().tally(), this.clock.getAsLong());
		}
	}

	private boolean isTruce() {
		return this.elasticity.isTruce(this.clock.getAsLong());
	}

	private Reason step(Tallies tallies) {
		Tally tally = tallies.tally();
		long now = this.clock.getAsLong();
		this.elasticity.note(tally, now);
		Step step = this.elasticity.step(tally, this.limit, SAFE, this.min, now);
		this.limit = step.limit();
		return step.reason();
	}

}
