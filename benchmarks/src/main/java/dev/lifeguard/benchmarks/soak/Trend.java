package dev.lifeguard.benchmarks.soak;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.lifeguard.benchmarks.report.Spread;

/**
 * Growth of a series. The slope is the Theil-Sen estimator, the median of the slopes of
 * all pairs of points (P. K. Sen, "Estimates of the regression coefficient based on
 * Kendall's tau", JASA 63, 1968), which single outliers do not move. Whether it is more
 * than chance is decided by the Mann-Kendall test with its correction for ties (M. G.
 * Kendall, "Rank Correlation Methods", 1975; R. O. Gilbert, "Statistical Methods for
 * Environmental Pollution Monitoring", 1987, section 16.4).
 *
 * @param slope growth per unit of time
 * @param score the normal deviate of the Mann-Kendall statistic; positive for growth
 */
record Trend(double slope, double score) {

	/** One-sided, at a level of one per cent. */
	private static final double SIGNIFICANT = 2.326;

	/**
	 * Examine a series.
	 * @param times when the values were read, ascending
	 * @param values the values
	 */
	static Trend of(double[] times, double[] values) {
		int count = values.length;
		double[] slopes = new double[count * (count - 1) / 2];
		int next = 0;
		long sum = 0;
		for (int pair = 0; pair < count * count; pair++) {
			int from = pair / count;
			int to = pair % count;
			if (from < to) {
				slopes[next++] = (values[to] - values[from]) / (times[to] - times[from]);
				sum += Double.compare(values[to], values[from]);
			}
		}
		return new Trend((slopes.length == 0) ? 0 : Spread.of(slopes).median(), score(sum, values));
	}

	private static double score(long sum, double[] values) {
		double variance = (weight(values.length) - ties(values)) / 18;
		return (sum == 0 || variance <= 0) ? 0 : (sum - Math.signum(sum)) / Math.sqrt(variance);
	}

	private static double ties(double[] values) {
		Map<Double, Long> groups = Arrays.stream(values)
			.boxed()
			.collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
		return groups.values().stream().mapToDouble(Trend::weight).sum();
	}

	private static double weight(long count) {
		return count * (count - 1.0) * (2.0 * count + 5);
	}

	/**
	 * Return whether the series grows faster than allowed, and not by chance.
	 * @param mostSlope the steepest slope that is allowed
	 */
	boolean growsBeyond(double mostSlope) {
		return this.slope > mostSlope && this.score > SIGNIFICANT;
	}

}
