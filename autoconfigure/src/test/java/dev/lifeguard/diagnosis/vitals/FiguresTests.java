package dev.lifeguard.diagnosis.vitals;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link Figures}.
 */
class FiguresTests {

	private static Figures figures(@Nullable Times usual, @Nullable Times recent, @Nullable Times usualHeld,
			@Nullable Times recentHeld) {
		return new Figures(usual, recent, usualHeld, recentHeld, 100, 250, Duration.ofMillis(30), 0);
	}

	private static Times times(long millis) {
		Duration time = Duration.ofMillis(millis);
		return new Times(time, time, time);
	}

	@Test
	void loadIsTheRateTimesTheTimeThatAPermitIsHeld() {
		assertThat(figures(null, null, null, null).load()).isEqualTo(7.5);
		assertThat(Figures.load(0.5, Duration.ofSeconds(4))).isEqualTo(2);
		assertThat(Figures.load(1000, Duration.ZERO)).isZero();
	}

	@ParameterizedTest
	@CsvSource({ "30,60,true", "31,60,false", "30,61,false", "1,1,true" })
	void neitherAnswersNorBodiesMayTakeLongerThanSoManyTimesTheUsual(long recent, long recentHeld, boolean fast) {
		assertThat(figures(times(20), times(recent), times(40), times(recentHeld)).areAsFastAsUsual(1.5))
			.isEqualTo(fast);
	}

	@Test
	void noneOfTheFourMayBeUnknown() {
		Times known = times(20);
		assertThat(figures(null, known, known, known).areAsFastAsUsual(1.5)).isNull();
		assertThat(figures(known, null, known, known).areAsFastAsUsual(1.5)).isNull();
		assertThat(figures(known, known, null, known).areAsFastAsUsual(1.5)).isNull();
		assertThat(figures(known, known, known, null).areAsFastAsUsual(1.5)).isNull();
	}

}
