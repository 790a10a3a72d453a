package dev.lifeguard.diagnosis.vitals;

import java.time.Duration;

import dev.lifeguard.time.Latencies;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link Times}.
 */
class TimesTests {

	private static Times half(long millis) {
		return new Times(Duration.ofMillis(millis), Duration.ofSeconds(60), Duration.ofSeconds(60));
	}

	@Test
	void timesAreThoseOfHalfOfNineInTenAndOfAlmostAll() {
		Latencies latencies = new Latencies();
		add(latencies, 50, 1);
		add(latencies, 39, 4);
		add(latencies, 9, 10);
		add(latencies, 1, 100);
		add(latencies, 1, 1000);
		Times times = Times.of(latencies, 100);
		assertThat(times).isNotNull();
		assertThat(times.half().toMillis()).isEqualTo(1);
		assertThat(times.most().toMillis()).isBetween(9L, 11L);
		assertThat(times.nearlyAll().toMillis()).isBetween(90L, 110L);
	}

	private static void add(Latencies latencies, int count, long millis) {
		for (int time = 0; time < count; time++) {
			latencies.add(Duration.ofMillis(millis).toNanos());
		}
	}

	@Test
	void fewTimesSayNothing() {
		Latencies latencies = new Latencies();
		latencies.add(1000);
		latencies.add(1000);
		assertThat(Times.of(latencies, 3)).isNull();
		latencies.add(1000);
		assertThat(Times.of(latencies, 3)).isNotNull();
	}

	@ParameterizedTest
	@CsvSource({ "45,20,true", "44,20,false", "7,1,true", "6,1,false", "5,0,true" })
	void fiveMillisecondsMoreAreChance(long millis, long others, boolean longer) {
		assertThat(half(millis).areClearlyLonger(2, half(others))).isEqualTo(longer);
	}

	@ParameterizedTest
	@CsvSource({ "30,20,true", "31,20,false", "0,0,true" })
	void asShortIsNoMoreThanSoManyTimesAsLong(long millis, long others, boolean asShort) {
		assertThat(half(millis).areAsShort(1.5, half(others))).isEqualTo(asShort);
	}

	@Test
	void halfOfNothingIsUnknown() {
		assertThat(Times.half(null)).isNull();
		assertThat(Times.half(half(20))).isEqualTo(Duration.ofMillis(20));
	}

}
