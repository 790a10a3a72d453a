package dev.lifeguard.benchmarks.baddays;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Measurements of a contestant in a round: a line of the file with all numbers.
 *
 * @param scenario what went wrong
 * @param round which round it was
 * @param contestant the contestant's name
 * @param values the numbers
 * @param series what happened when
 */
record Row(Scenario scenario, int round, String contestant, Map<Measure, Double> values, Series series) {

	private static final int FIRST = 3;

	static final String HEADER = "scenario,round,contestant," + Arrays.stream(Measure.values())
		.map((measure) -> measure.name().toLowerCase(Locale.ROOT))
		.collect(Collectors.joining(",")) + ",series";

	static Row of(Scenario scenario, int round, String contestant, Observation seen) {
		Map<Measure, Double> values = new EnumMap<>(Measure.class);
		for (Measure measure : Measure.values()) {
			values.put(measure, measure.of(seen));
		}
		return new Row(scenario, round, contestant, values, seen.series());
	}

	static Row parse(String line) {
		String[] cells = line.split(",");
		Map<Measure, Double> values = new EnumMap<>(Measure.class);
		for (Measure measure : Measure.values()) {
			values.put(measure, Double.valueOf(cells[FIRST + measure.ordinal()]));
		}
		return new Row(Scenario.valueOf(cells[0]), Integer.parseInt(cells[1]), cells[2], values,
				Series.parse(cells[cells.length - 1]));
	}

	@Override
	public String toString() {
		return this.scenario + "," + this.round + "," + this.contestant + ","
				+ this.values.values().stream().map(String::valueOf).collect(Collectors.joining(",")) + ","
				+ this.series;
	}

}
