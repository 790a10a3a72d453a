package dev.lifeguard.time;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for {@link Latencies}.
 */
class LatenciesTests {

	private final Latencies latencies = new Latencies();

	@Test
	void percentilesAreInOrder() {
		for (int call = 0; call < 10_000; call++) {
			this.latencies.add(ThreadLocalRandom.current().nextLong(Duration.ofMillis(100).toNanos()));
		}
		assertThat(Duration.ofNanos(this.latencies.percentile(0.5))).isBetween(Duration.ofMillis(45),
				Duration.ofMillis(66));
		assertThat(Duration.ofNanos(this.latencies.percentile(0.99))).isBetween(Duration.ofMillis(95),
				Duration.ofMillis(120));
	}

	@Test
	void extremesAreCountedAtTheEnds() {
		this.latencies.add(0);
		this.latencies.add(1);
		this.latencies.add(Duration.ofDays(1).toNanos());
		assertThat(this.latencies.count()).isEqualTo(3);
		assertThat(this.latencies.percentile(0.5)).isLessThanOrEqualTo(100_000);
		assertThat(this.latencies.percentile(1)).isGreaterThan(Duration.ofSeconds(15).toNanos());
	}

	@Test
	void halfIsForgotten() {
		for (int call = 0; call < 10; call++) {
			this.latencies.add(1_000_000);
		}
		this.latencies.halve();
		assertThat(this.latencies.count()).isEqualTo(5);
	}

	@Test
	void othersAreAdded() {
		Latencies others = new Latencies();
		others.add(5_000_000);
		this.latencies.addAll(others);
		assertThat(this.latencies.count()).isOne();
		assertThat(this.latencies.percentile(0.5)).isEqualTo(others.percentile(0.5));
	}

	@Test
	void nothingIsKnownOfNothing() {
		assertThat(this.latencies.percentile(0.5)).isZero();
	}

	@Test
	void medianOfNothingIsZero() {
		assertThat(this.latencies.count()).isZero();
		assertThat(this.latencies.percentile(0.5)).isZero();
	}

	@ParameterizedTest
	@ValueSource(longs = { 16, 17, 31, 32, 100, 999, 1_000, 4_095, 4_096, 50_000, 777_777, 5_000_000, 60_000_000 })
	void medianOfOneTimeIsRightToATenth(long micros) {
		long nanos = Duration.ofNanos(micros * 1000).toNanos();
		for (int count = 0; count < 5; count++) {
			this.latencies.add(nanos);
		}
		assertThat((double) this.latencies.percentile(0.5)).isCloseTo(nanos, within(0.1 * nanos));
	}

	@Test
	void medianOfManyTimesIsRightToATenth() {
		Random random = new Random(1);
		long[] nanos = new long[999];
		for (int index = 0; index < nanos.length; index++) {
			nanos[index] = (long) (50e6 * Math.exp(0.5 * random.nextGaussian()));
			this.latencies.add(nanos[index]);
		}
		Arrays.sort(nanos);
		double median = nanos[nanos.length / 2];
		assertThat((double) this.latencies.percentile(0.5)).isCloseTo(median, within(0.1 * median));
	}

	@Test
	void timesBeyondTheEndsAreCountedThere() {
		this.latencies.add(0);
		assertThat(this.latencies.percentile(0.5)).isBetween(1L, Duration.ofNanos(20_000).toNanos());
		this.latencies.clear();
		this.latencies.add(Long.MAX_VALUE);
		assertThat(this.latencies.count()).isOne();
		assertThat(Duration.ofNanos(this.latencies.percentile(0.5))).isGreaterThan(Duration.ofMinutes(1));
	}

	@Test
	void halfOfTheTimesAreAboveTheMedian() {
		add(10, 1_000_000);
		add(11, 90_000_000);
		assertThat(this.latencies.percentile(0.5)).isGreaterThan(80_000_000);
		add(2, 1_000_000);
		assertThat(this.latencies.percentile(0.5)).isLessThan(1_200_000);
	}

	@Test
	void clearForgetsEverything() {
		add(3, 1_000_000);
		this.latencies.clear();
		assertThat(this.latencies.count()).isZero();
		add(1, 90_000_000);
		assertThat(this.latencies.percentile(0.5)).isGreaterThan(80_000_000);
	}

	private void add(int count, long nanos) {
		for (int index = 0; index < count; index++) {
			this.latencies.add(nanos);
		}
	}

}
