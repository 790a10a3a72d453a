package dev.lifeguard.benchmarks.soak;

import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for {@link Trend}.
 */
class TrendTests {

	@Test
	void straightLineHasItsSlopeAndScore() {
		Trend trend = Trend.of(times(10), IntStream.range(0, 10).mapToDouble((i) -> 3 + 2 * i).toArray());
		assertThat(trend.slope()).isEqualTo(2);
		// S = 45, variance = 10 * 9 * 25 / 18 = 125
		assertThat(trend.score()).isCloseTo(44 / Math.sqrt(125), within(1e-9));
		assertThat(trend.growsBeyond(1.9)).isTrue();
		assertThat(trend.growsBeyond(2)).isFalse();
	}

	@Test
	void tiesReduceTheVariance() {
		// S = 5, variance = (4 * 3 * 13 - 2 * 1 * 9) / 18
		assertThat(Trend.of(times(4), new double[] { 1, 2, 2, 3 }).score()).isCloseTo(4 / Math.sqrt(138 / 18.0),
				within(1e-9));
	}

	@Test
	void constantIsNoTrend() {
		assertThat(Trend.of(times(10), new double[10])).isEqualTo(new Trend(0, 0));
		assertThat(Trend.of(times(1), new double[] { 7 })).isEqualTo(new Trend(0, 0));
	}

	@Test
	void outlierAndFallAreNoTrend() {
		double[] outlier = new double[12];
		outlier[11] = 1_000_000;
		assertThat(Trend.of(times(12), outlier).growsBeyond(0)).isFalse();
		assertThat(Trend.of(times(12), IntStream.range(0, 12).mapToDouble((i) -> -i).toArray()).growsBeyond(0))
			.isFalse();
	}

	private static double[] times(int count) {
		return IntStream.range(0, count).asDoubleStream().toArray();
	}

}
