package dev.lifeguard.benchmarks.baddays;

import java.util.function.ToDoubleFunction;

import dev.lifeguard.benchmarks.report.Spread;

/**
 * A number that is taken of a contestant in a round.
 */
enum Measure {

	NORMAL("good/s before", (seen) -> seen.goodPerSecond(0, Timeline.TROUBLE)),

	TROUBLE("good/s in the trouble", (seen) -> seen.goodPerSecond(Timeline.TROUBLE, Timeline.HOPE)),

	AFTER("good/s afterwards", (seen) -> seen.goodPerSecond(Timeline.AFTER, Timeline.LAST)),

	EPISODE("good/s in both", (seen) -> seen.goodPerSecond(Timeline.TROUBLE, Timeline.LAST)),

	RECOVERY("recovered after, ms", (seen) -> seen.series().recoveryMillis()),

	WASTED("wasted work, %", Observation::wastedPercent),

	FAILURES("failures", Observation::failures),

	TOLD("told after, ms", Observation::toldMillis),

	P99("p99 of the good, ms", Observation::p99Millis),

	MEMORY("memory more, MiB", Observation::memoryMib),

	SOCKETS("connections accepted at once", (seen) -> seen.backend().peakConnections()),

	QUEUE("peak queue of the backend", (seen) -> seen.backend().peakQueue()),

	MACHINE("the machine's processors busy, %", Observation::machinePercent);

	private final String title;

	private final ToDoubleFunction<Observation> taken;

	Measure(String title, ToDoubleFunction<Observation> taken) {
		this.title = title;
		this.taken = taken;
	}

	String title() {
		return this.title;
	}

	double of(Observation seen) {
		return this.taken.applyAsDouble(seen);
	}

	/**
	 * Write the median, and its spread where there is one.
	 * @param spread what was measured
	 * @return the text
	 */
	String format(Spread spread) {
		String median = format(spread.median());
		String low = format(spread.low());
		String high = format(spread.high());
		return (low.equals(high)) ? median : "%s (%s to %s)".formatted(median, low, high);
	}

	String format(double value) {
		if (Double.isNaN(value)) {
			return "-";
		}
		return (Double.isInfinite(value)) ? beyond() : String.valueOf(Math.round(value));
	}

	private String beyond() {
		return (this == RECOVERY) ? "> %.0f".formatted(1000 * Timeline.seconds(Timeline.LAST - Timeline.AFTER))
				: "never";
	}

}
