package dev.lifeguard.benchmarks.baddays;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.lifeguard.benchmarks.contest.Contestant;

/**
 * Markdown tables that compare our clients with the peers in all scenarios.
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
				### %s

				| | ours, defaults | best peer in defaults | ratio | ours, five lines | best tuned peer | ratio | ours, learning its limit | ratio to the best tuned peer | recovery of ours, ms | goodput and recovery |
				|---|---:|---|---:|---:|---|---:|---:|---:|---:|---|
				%s
				"""
			.formatted(title,
					this.results.scenarios()
						.stream()
						.map((scenario) -> row(scenario, measure))
						.collect(Collectors.joining()));
	}

	private String row(Scenario scenario, Measure measure) {
		Optional<Standing> defaults = Standing.of(this.results, scenario, measure, "defaults");
		Optional<Standing> tuned = Standing.of(this.results, scenario, measure, "tuned");
		List<Standing> both = Stream.of(defaults, tuned).flatMap(Optional::stream).toList();
		return "| %s | %s | %s | %s | %s | %s |%n".formatted(scenario.title(), cells(defaults, measure),
				cells(tuned, measure), learned(scenario, measure), Measure.RECOVERY.format(recovery(scenario)),
				(both.size() == 2 && both.stream().anyMatch(Standing::isSomething)) ? goal(scenario, measure, both)
						: "-");
	}

	private String goal(Scenario scenario, Measure measure, List<Standing> both) {
		boolean best = recovery(scenario) <= RECOVERY_GOAL
				&& both.stream().filter(Standing::isSomething).allMatch(Standing::isBest);
		if (!best && isHopeless(scenario)) {
			return word(best) + ": nothing can be served while it lasts, and who hangs until it is over is counted";
		}
		if (scenario != Scenario.SLOW || measure != Measure.TROUBLE) {
			return word(best);
		}
		double ratio = Standing.of(this.results, scenario, measure, "tuned", "defaults")
			.map(Standing::ratio)
			.orElse(Double.NaN);
		return "%s; five lines / best peer in defaults: %s, at least %.0f wanted"
			.formatted(word(best && ratio >= SLOW_GOAL), format(ratio), SLOW_GOAL);
	}

	/**
	 * Return whether nobody was served in the trouble.
	 */
	private boolean isHopeless(Scenario scenario) {
		return this.results.most(scenario, Measure.TROUBLE) < 1;
	}

	private static String word(boolean met) {
		return (met) ? "met" : "missed";
	}

	private static String format(double ratio) {
		return (Double.isFinite(ratio)) ? String.format(Locale.ROOT, "%.2f", ratio) : "-";
	}

	/**
	 * Only ours can learn; those with the same knowledge of their callers' patience are
	 * the tuned ones.
	 */
	private String learned(Scenario scenario, Measure measure) {
		return Standing.of(this.results, scenario, measure, "learned", "tuned")
			.map((found) -> "**%s** | %s".formatted(measure.format(found.oursMeasured()), format(found.ratio())))
			.orElse("- | -");
	}

	private static String cells(Optional<Standing> standing, Measure measure) {
		return standing
			.map((found) -> "**%s** | %s: %s | %s".formatted(measure.format(found.oursMeasured()), found.peer().title(),
					measure.format(found.peerMeasured()), format(found.ratio())))
			.orElse("- | - | -");
	}

	private double recovery(Scenario scenario) {
		return Stream.of("defaults", "tuned", "learned")
			.flatMap((variant) -> this.results.contestants(scenario, variant).stream())
			.filter(Contestant::isOurs)
			.mapToDouble((one) -> this.results.spread(scenario, one, Measure.RECOVERY).median())
			.max()
			.orElse(Double.NaN);
	}

}
