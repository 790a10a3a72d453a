package dev.lifeguard.retry;

import java.time.Duration;
import java.util.Random;
import java.util.stream.DoubleStream;

import dev.lifeguard.retry.RetrySettings.BackoffSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link Backoff}.
 */
class BackoffTests {

	private static final double HIGHEST = Math.nextDown(1.0);

	private static final BackoffSettings SETTINGS = RetrySettings.DEFAULTS.backoff();

	@ParameterizedTest
	@CsvSource({ "1,100", "2,200", "3,400", "4,800", "5,1600", "6,2000", "7,2000", "63,2000", "64,2000", "65,2000",
			"1000,2000", "2147483647,2000" })
	void upperEndDoublesUntilTheCap(int number, long millis) {
		Duration highest = Backoff.fullJitter(SETTINGS, () -> HIGHEST).after(number);
		assertThat(highest).isBetween(Duration.ofMillis(millis).minusNanos(1), Duration.ofMillis(millis));
		assertThat(Backoff.fullJitter(SETTINGS, () -> 0.5).after(number)).isEqualTo(Duration.ofMillis(millis / 2));
		assertThat(Backoff.fullJitter(SETTINGS, () -> 0).after(number)).isZero();
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 35, 62, 63, 64, 65, Integer.MAX_VALUE })
	void hugeSettingsDoNotOverflow(int number) {
		Duration longest = Duration.ofNanos(Long.MAX_VALUE);
		Backoff backoff = Backoff.fullJitter(new BackoffSettings(longest.dividedBy(3), longest), () -> HIGHEST);
		assertThat(backoff.after(number)).isBetween(longest.dividedBy(4), longest);
	}

	@Test
	void baseOfZeroIsNoBackoff() {
		assertThat(Backoff.fullJitter(new BackoffSettings(Duration.ZERO, Duration.ZERO), () -> HIGHEST).after(9))
			.isZero();
	}

	@Test
	void waitsAreSpreadEvenly() {
		Backoff backoff = Backoff.fullJitter(SETTINGS, new Random(42)::nextDouble);
		double[] millis = DoubleStream.generate(() -> backoff.after(1).toNanos() / 1e6).limit(10_000).toArray();
		assertThat(DoubleStream.of(millis).average().orElseThrow()).isBetween(49.0, 51.0);
		assertThat(DoubleStream.of(millis).filter((wait) -> wait < 10).count()).isBetween(900L, 1_100L);
		assertThat(DoubleStream.of(millis).filter((wait) -> wait >= 90).count()).isBetween(900L, 1_100L);
	}

}
