package dev.lifeguard.limit;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests of {@link TimeBuckets}.
 */
class TimeBucketsTests {

	private final TimeBuckets times = new TimeBuckets();

	@Test
	void medianOfNothingIsZero() {
		assertThat(this.times.count()).isZero();
		assertThat(this.times.median()).isZero();
	}

	@ParameterizedTest
	@ValueSource(longs = { 16, 17, 31, 32, 100, 999, 1_000, 4_095, 4_096, 50_000, 777_777, 5_000_000, 60_000_000 })
	void medianOfOneTimeIsRightToATenth(long micros) {
		long nanos = Duration.ofNanos(micros * 1000).toNanos();
		for (int count = 0; count < 5; count++) {
			this.times.add(nanos);
		}
		assertThat((double) this.times.median()).isCloseTo(nanos, within(0.1 * nanos));
	}

	@Test
	void medianOfManyTimesIsRightToATenth() {
		Random random = new Random(1);
		long[] nanos = new long[999];
		for (int index = 0; index < nanos.length; index++) {
			nanos[index] = (long) (50e6 * Math.exp(0.5 * random.nextGaussian()));
			this.times.add(nanos[index]);
		}
		Arrays.sort(nanos);
		double median = nanos[nanos.length / 2];
		assertThat((double) this.times.median()).isCloseTo(median, within(0.1 * median));
	}

	@Test
	void timesBeyondTheEndsAreCountedThere() {
		this.times.add(0);
		assertThat(this.times.median()).isBetween(1L, Duration.ofNanos(20_000).toNanos());
		this.times.clear();
		this.times.add(Long.MAX_VALUE);
		assertThat(this.times.count()).isOne();
		assertThat(Duration.ofNanos(this.times.median())).isGreaterThan(Duration.ofMinutes(1));
	}

	@Test
	void halfOfTheTimesAreAboveTheMedian() {
		add(10, 1_000_000);
		add(11, 90_000_000);
		assertThat(this.times.median()).isGreaterThan(80_000_000);
		add(2, 1_000_000);
		assertThat(this.times.median()).isLessThan(1_200_000);
	}

	@Test
	void clearForgetsEverything() {
		add(3, 1_000_000);
		this.times.clear();
		assertThat(this.times.count()).isZero();
		add(1, 90_000_000);
		assertThat(this.times.median()).isGreaterThan(80_000_000);
	}

	private void add(int count, long nanos) {
		for (int index = 0; index < count; index++) {
			this.times.add(nanos);
		}
	}

}
