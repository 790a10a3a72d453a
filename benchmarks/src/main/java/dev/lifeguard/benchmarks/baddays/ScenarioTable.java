package dev.lifeguard.benchmarks.baddays;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.lifeguard.benchmarks.contest.Contestant;

/**
 * Markdown table of all contestants in a scenario.
 */
final class ScenarioTable {

	private static final List<Measure> COLUMNS = List.of(Measure.NORMAL, Measure.TROUBLE, Measure.AFTER,
			Measure.RECOVERY, Measure.WASTED, Measure.FAILURES, Measure.TOLD, Measure.P99, Measure.MEMORY,
			Measure.SOCKETS);

	private final Results results;

	private final Scenario scenario;

	ScenarioTable(Results results, Scenario scenario) {
		this.results = results;
		this.scenario = scenario;
	}

	@Override
	public String toString() {
		String titles = COLUMNS.stream().map(Measure::title).collect(Collectors.joining(" | "));
		String rows = Stream.of("defaults", "tuned", "learned")
			.flatMap((variant) -> this.results.contestants(this.scenario, variant).stream())
			.map(this::row)
			.collect(Collectors.joining());
		return "## %s%n%n| | %s |%n|---%s|%n%s%nThe machine's processors were busy for at most %s %% of the time.%n"
			.formatted(this.scenario.title(), titles, "|---:".repeat(COLUMNS.size()), rows,
					Measure.MACHINE.format(this.results.most(this.scenario, Measure.MACHINE)));
	}

	private String row(Contestant contestant) {
		return "| %s | %s |%n".formatted(bold(contestant, contestant.label()),
				COLUMNS.stream()
					.map((measure) -> bold(contestant, cell(contestant, measure)))
					.collect(Collectors.joining(" | ")));
	}

	private String cell(Contestant contestant, Measure measure) {
		return measure.format(this.results.spread(this.scenario, contestant, measure));
	}

	private static String bold(Contestant contestant, String text) {
		return (contestant.isOurs()) ? "**" + text + "**" : text;
	}

}
