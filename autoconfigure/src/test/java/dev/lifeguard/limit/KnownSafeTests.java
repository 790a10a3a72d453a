package dev.lifeguard.limit;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests of {@link KnownSafe}.
 */
class KnownSafeTests {

	private final KnownSafe safe = new KnownSafe(10);

	@Test
	void numberIsTheInitialOneAtFirst() {
		assertThat(this.safe.value()).isEqualTo(10);
		assertThat(this.safe.isKnown()).isFalse();
	}

	@Test
	void numberIsOneAndAHalfTimesTheMean() {
		learn(30, 20, 100);
		assertThat(this.safe.value()).isEqualTo(30);
	}

	@Test
	void numberIsKnownAfterTenCalmSeconds() {
		learn(20, 20, 100);
		assertThat(this.safe.isKnown()).isFalse();
		learn(1, 20, 100);
		assertThat(this.safe.isKnown()).isTrue();
	}

	@Test
	void oneCalmWindowAloneIsNotBelieved() {
		learn(Tallies.calm().mean(20), 100);
		assertThat(this.safe.value()).isEqualTo(10);
		this.safe.doubt(Tallies.slow().tally());
		learn(Tallies.calm().mean(20), 100);
		assertThat(this.safe.value()).isEqualTo(10);
		learn(Tallies.calm().mean(20), 100);
		assertThat(this.safe.value()).isEqualTo(30);
	}

	@Test
	void noMoreThanTheLimitIsSafe() {
		learn(30, 20, 25);
		assertThat(this.safe.value()).isEqualTo(25);
	}

	@Test
	void numberFollowsTheMeanWhileItIsNotKnown() {
		learn(10, 20, 100);
		learn(10, 2, 100);
		assertThat(this.safe.isKnown()).isFalse();
		assertThat(this.safe.value()).isLessThan(20);
	}

	@Test
	void numberIsForgottenInMinutesOnceItIsKnown() {
		learn(30, 20, 100);
		learn(120, 2, 100);
		assertThat(this.safe.value()).isCloseTo(30 * Math.exp(-60 / 300.0), within(1.0));
		learn(3600, 2, 100);
		assertThat(this.safe.value()).isCloseTo(3, within(0.1));
	}

	@Test
	void quietTimeForgetsNothing() {
		learn(30, 20, 100);
		double before = this.safe.value();
		learn(1, 20, 100);
		assertThat(this.safe.value()).isCloseTo(before, within(0.1));
	}

	@Test
	void numberIsAtLeastOne() {
		learn(100, 0, 100);
		assertThat(this.safe.value()).isEqualTo(1);
		learn(10_000, 0, 100);
		assertThat(this.safe.value()).isEqualTo(1);
	}

	@Test
	void meanFollowsInSeconds() {
		learn(30, 10, 100);
		learn(10, 40, 100);
		assertThat(this.safe.value()).isBetween(30.0, 45.0);
		learn(60, 40, 100);
		assertThat(this.safe.value()).isCloseTo(60, within(0.5));
	}

	@Test
	void callsThatPileUpInASlowBackendAreNotSafe() {
		learn(30, 10, 100);
		for (int window = 0; window < 100; window++) {
			this.safe.doubt(Tallies.slow().mean(90).tally());
		}
		learn(10, 10, 100);
		assertThat(this.safe.value()).isCloseTo(15, within(0.5));
	}

	@Test
	void numberIsLearnedAnewIfUsualTimesTurnOutToBeSlow() {
		learn(40, 80, 200);
		this.safe.doubt(Tallies.calm().corrected().tally());
		assertThat(this.safe.isKnown()).isFalse();
		learn(60, 10, 200);
		assertThat(this.safe.isKnown()).isTrue();
		assertThat(this.safe.value()).isLessThan(60);
	}

	private void learn(int windows, double mean, double limit) {
		for (int window = 0; window < windows; window++) {
			learn(Tallies.calm().length(Duration.ofMillis(500)).mean(mean), limit);
		}
	}

	private void learn(Tallies tallies, double limit) {
		Tally tally = tallies.tally();
		this.safe.doubt(tally);
		this.safe.learn(tally, limit);
	}

}
