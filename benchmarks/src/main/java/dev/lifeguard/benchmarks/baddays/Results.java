package dev.lifeguard.benchmarks.baddays;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.lifeguard.benchmarks.contest.Contestant;
import dev.lifeguard.benchmarks.contest.Contestants;
import dev.lifeguard.benchmarks.report.Spread;

/**
 * All that was measured, in memory and in a file, from which the tables can be made
 * again.
 *
 * @param file the file
 * @param rows what was measured
 */
record Results(Path file, List<Row> rows) {

	static Results in(Path file) throws IOException {
		if (!Files.exists(file)) {
			return new Results(file, new ArrayList<>());
		}
		List<String> lines = Files.readAllLines(file);
		// numbers of another kind cannot be compared with those of today
		boolean known = lines.get(0).equals(Row.HEADER);
		return new Results(file,
				new ArrayList<>(lines.stream().skip((known) ? 1 : lines.size()).map(Row::parse).toList()));
	}

	/**
	 * Forget what is measured anew: what a table compares comes from one run.
	 * @param scenario what will be measured
	 */
	void forget(Scenario scenario) {
		this.rows.removeIf((row) -> row.scenario() == scenario);
	}

	void add(List<Row> measured) throws IOException {
		this.rows.addAll(measured);
		Files.write(this.file, Stream.concat(Stream.of(Row.HEADER), this.rows.stream().map(Row::toString)).toList());
	}

	List<Scenario> scenarios() {
		return Arrays.stream(Scenario.values()).filter((scenario) -> has((row) -> row.scenario() == scenario)).toList();
	}

	/**
	 * Return who took part in a scenario.
	 * @param scenario the scenario
	 * @param variant with which settings
	 * @return the contestants, in the order of the list of all
	 */
	List<Contestant> contestants(Scenario scenario, String variant) {
		return Contestants.all(variant)
			.stream()
			.filter((one) -> has((row) -> row.scenario() == scenario && row.contestant().equals(one.name())))
			.toList();
	}

	private boolean has(Predicate<Row> wanted) {
		return this.rows.stream().anyMatch(wanted);
	}

	List<Row> of(Scenario scenario, Contestant contestant) {
		return this.rows.stream()
			.filter((row) -> row.scenario() == scenario && row.contestant().equals(contestant.name()))
			.toList();
	}

	Spread spread(Scenario scenario, Contestant contestant, Measure measure) {
		return Spread.of(of(scenario, contestant).stream().mapToDouble((row) -> row.values().get(measure)));
	}

	/**
	 * Return what a contestant came to as a multiple of what another came to in the same
	 * round.
	 * @param scenario the scenario
	 * @param one the contestant
	 * @param other the other
	 * @param measure what is compared
	 * @return the ratio, not a number where both have nothing
	 */
	Spread ratio(Scenario scenario, Contestant one, Contestant other, Measure measure) {
		Map<Integer, Double> others = of(scenario, other).stream()
			.collect(Collectors.toMap(Row::round, (row) -> row.values().get(measure)));
		return Spread.of(of(scenario, one).stream()
			.mapToDouble((row) -> row.values().get(measure) / others.getOrDefault(row.round(), Double.NaN)));
	}

	double most(Scenario scenario, Measure measure) {
		return this.rows.stream()
			.filter((row) -> row.scenario() == scenario)
			.mapToDouble((row) -> row.values().get(measure))
			.max()
			.orElse(Double.NaN);
	}

}
