package dev.lifeguard.benchmarks.soak;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Samples as Markdown, and the judgement of their second half.
 *
 * @param samples in the order in which they were taken
 */
record SoakTable(List<Sample> samples) {

	/**
	 * Return the heading of the table of samples.
	 */
	static String heading() {
		return "| minute | calls | failed | " + titles() + " |\n|" + "---|".repeat(Quantity.values().length + 3);
	}

	private static String titles() {
		return Arrays.stream(Quantity.values()).map(Quantity::title).collect(Collectors.joining(" | "));
	}

	/**
	 * Return the row of a sample.
	 */
	static String row(Sample sample) {
		return String.format(Locale.ROOT, "| %.1f | %d | %d | %s |", sample.minute(), sample.calls(), sample.failed(),
				Arrays.stream(sample.values()).mapToObj(Long::toString).collect(Collectors.joining(" | ")));
	}

	/**
	 * Return what grows.
	 */
	List<Quantity> growing() {
		return Arrays.stream(Quantity.values())
			.filter((quantity) -> trend(quantity).growsBeyond(quantity.mostPerMinute()))
			.toList();
	}

	/**
	 * Return the trends as a table.
	 */
	String trends() {
		String rows = Arrays.stream(Quantity.values()).map(this::trendRow).collect(Collectors.joining("\n"));
		return "| second half | growth per minute | Mann-Kendall score | allowed per minute | |\n|---|---|---|---|---|\n"
				+ rows;
	}

	private String trendRow(Quantity quantity) {
		Trend trend = trend(quantity);
		return String.format(Locale.ROOT, "| %s | %.2f | %.2f | %.1f | %s |", quantity.title(), trend.slope(),
				trend.score(), quantity.mostPerMinute(),
				trend.growsBeyond(quantity.mostPerMinute()) ? "grows" : "steady");
	}

	private Trend trend(Quantity quantity) {
		List<Sample> half = this.samples.subList(this.samples.size() / 2, this.samples.size());
		return Trend.of(half.stream().mapToDouble(Sample::minute).toArray(),
				half.stream().mapToDouble((sample) -> sample.value(quantity)).toArray());
	}

}
