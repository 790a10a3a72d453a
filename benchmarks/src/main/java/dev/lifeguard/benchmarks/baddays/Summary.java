package dev.lifeguard.benchmarks.baddays;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where ours stand in all scenarios: Markdown tables.
 *
 * @param results what was measured
 */
record Summary(Results results) {

	private static final double SLOW_GOAL = 4;

	private static final double RECOVERY_GOAL = 1000;

	@Override
	public String toString() {
		return table("Good calls per second, in the trouble and afterwards", Measure.EPISODE)
				+ table("Good calls per second, while the trouble lasts", Measure.TROUBLE);
	}

	private String table(String title, Measure measure) {
		return """
				#### %s

				| | ours, defaults | best peer in defaults | ratio | ours, five lines | best tuned peer | ratio | recovery of ours, ms | goal |
				|---|---:|---|---:|---:|---|---:|---:|---|
				%s
				"""
			.formatted(title,
					this.results.scenarios()
						.stream()
						.map((scenario) -> row(scenario, measure))
						.collect(Collectors.joining()));
	}

	private String row(Scenario scenario, Measure measure) {
		Optional<Standing> defaults = Standing.of(this.results, scenario, "defaults", measure);
		Optional<Standing> tuned = Standing.of(this.results, scenario, "tuned", measure);
		double recovery = recovery(scenario);
		boolean met = recovery <= RECOVERY_GOAL
				&& Stream.of(defaults, tuned).flatMap(Optional::stream).allMatch(Standing::isBest)
				&& (scenario != Scenario.SLOW || ratio(tuned, defaults) >= SLOW_GOAL);
		return "| %s | %s | %s | %s | %s |%n".formatted(scenario.title(), cells(defaults, measure),
				cells(tuned, measure), Measure.format(recovery), (met) ? "met" : "missed");
	}

	/**
	 * Return what ours with its five lines come to, as a multiple of the best peer in
	 * defaults.
	 */
	private static double ratio(Optional<Standing> tuned, Optional<Standing> defaults) {
		return (tuned.isPresent() && defaults.isPresent())
				? tuned.get().oursMeasured().median() / defaults.get().peerMeasured().median() : SLOW_GOAL;
	}

	private static String cells(Optional<Standing> standing, Measure measure) {
		return standing
			.map((found) -> String.format(Locale.ROOT, "**%s** | %s: %s | %.2f", measure.format(found.oursMeasured()),
					found.peer().title(), measure.format(found.peerMeasured()), found.ratio()))
			.orElse("- | - | -");
	}

	private double recovery(Scenario scenario) {
		return Stream.of("defaults", "tuned")
			.flatMap((variant) -> this.results.contestants(scenario, variant).stream())
			.filter((one) -> one.isOurs())
			.mapToDouble((one) -> this.results.spread(scenario, one, Measure.RECOVERY).median())
			.max()
			.orElse(Double.NaN);
	}

}
