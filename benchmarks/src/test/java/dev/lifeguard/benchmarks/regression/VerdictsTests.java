package dev.lifeguard.benchmarks.regression;

import dev.lifeguard.benchmarks.report.Spread;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Verdicts}.
 */
class VerdictsTests {

	private static final Spread SAME = new Spread(0.9, 1, 1.1);

	@Test
	void whatVariesAroundTheSameIsNotWorse() {
		assertThat(Verdicts.isWorse(SAME, SAME, SAME)).isFalse();
	}

	@Test
	void lessThroughputIsWorseIfTheRoundsAgree() {
		assertThat(Verdicts.isWorse(new Spread(0.85, 0.9, 0.97), SAME, SAME)).isTrue();
		assertThat(Verdicts.isWorse(new Spread(0.7, 0.9, 1.05), SAME, SAME)).isFalse();
	}

	@Test
	void moreProcessorTimeIsWorseIfTheRoundsAgree() {
		assertThat(Verdicts.isWorse(SAME, new Spread(1.02, 1.1, 1.2), SAME)).isTrue();
		assertThat(Verdicts.isWorse(SAME, new Spread(0.95, 1.1, 1.4), SAME)).isFalse();
	}

	@Test
	void threePartsInAHundredMoreGarbageAreWorse() {
		assertThat(Verdicts.isWorse(SAME, SAME, new Spread(1.02, 1.03, 1.04))).isTrue();
		assertThat(Verdicts.isWorse(SAME, SAME, new Spread(1.005, 1.01, 1.02))).isFalse();
	}

	@Test
	void whatGotBetterIsNotWorse() {
		assertThat(Verdicts.isWorse(new Spread(1.1, 1.2, 1.3), new Spread(0.7, 0.8, 0.9), new Spread(0.9, 0.9, 0.9)))
			.isFalse();
	}

}
