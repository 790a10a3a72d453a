package dev.lifeguard.benchmarks.report;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * The median of several measurements, and how far they lie apart.
 *
 * @param low what a tenth of them is below
 * @param median what half of them is below
 * @param high what a tenth of them is above
 * @since 0.1.0
 */
public record Spread(double low, double median, double high) {

	/**
	 * Return the spread of some measurements. What is not a number was not measured.
	 * @param values the measurements
	 * @return their spread, not a number if nothing was measured
	 */
	public static Spread of(double... values) {
		double[] sorted = Arrays.stream(values).filter((value) -> !Double.isNaN(value)).sorted().toArray();
		if (sorted.length == 0) {
			return new Spread(Double.NaN, Double.NaN, Double.NaN);
		}
		int middle = sorted.length / 2;
		double median = (sorted.length % 2 != 0) ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
		return new Spread(sorted[sorted.length / 10], median, sorted[sorted.length - 1 - sorted.length / 10]);
	}

	/**
	 * Return the spread of some measurements.
	 * @param values the measurements
	 * @return their spread
	 */
	public static Spread of(DoubleStream values) {
		return of(values.toArray());
	}

	/**
	 * Write the median, and in brackets the rest, or a dash if nothing was measured.
	 * @param format how one number is written, for example {@code %.2f}
	 * @return the text
	 */
	public String format(String format) {
		return Double.isNaN(this.median) ? "-" : String.format(Locale.ROOT,
				format + " (" + format + " to " + format + ")", this.median, this.low, this.high);
	}

}
