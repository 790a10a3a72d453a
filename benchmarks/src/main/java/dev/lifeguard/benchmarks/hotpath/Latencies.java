package dev.lifeguard.benchmarks.hotpath;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import dev.lifeguard.benchmarks.contest.LoadProcess;
import dev.lifeguard.benchmarks.contest.Outcomes;
import dev.lifeguard.benchmarks.contest.Schedule;
import dev.lifeguard.benchmarks.load.Job;
import dev.lifeguard.benchmarks.report.Spread;
import org.HdrHistogram.Histogram;

/**
 * Latencies of calls that come at random, whatever happens to earlier ones: a call counts
 * from when it was due, so that nothing is left out while a client is busy. Those that
 * were not served are counted apart.
 */
final class Latencies {

	private static final int PER_SECOND = 500;

	private static final int MILLIS = 2000;

	private static final int PATIENCE = MILLIS + 1000;

	private static final int AHEAD = 50;

	private static final double MICROS_PER_MILLI = 1000;

	private static final double MEDIAN = 50;

	private static final double NEARLY_ALL = 99;

	private static final double TAIL = 99.9;

	private static final String ROW = "| %s | %s | %s | %s | %s |%n";

	private final Map<String, List<Histogram>> micros = new LinkedHashMap<>();

	private final Map<String, Integer> failures = new LinkedHashMap<>();

	static Latencies measure(int rounds, Random random, List<Entrant> entrants, Path folder) throws IOException {
		Latencies latencies = new Latencies();
		entrants.forEach((entrant) -> latencies.micros.put(entrant.label(), new ArrayList<>()));
		List<Entrant> order = new ArrayList<>(entrants);
		for (int round = 0; round < rounds; round++) {
			Schedule schedule = Schedule.write(folder.resolve("latency.schedule"), PER_SECOND,
					TimeUnit.MILLISECONDS.toMicros(MILLIS), random, (due, number) -> Job.GET);
			Collections.shuffle(order, random);
			for (Entrant entrant : order) {
				latencies.add(entrant.label(), outcomes(entrant.process(), schedule));
			}
		}
		return latencies;
	}

	private static Outcomes outcomes(LoadProcess process, Schedule schedule) throws IOException {
		process.open(System.currentTimeMillis() + AHEAD, schedule, PATIENCE);
		return process.awaitOutcomes();
	}

	void add(String label, Outcomes outcomes) {
		Outcomes served = outcomes.only((call) -> call.kind() == Outcomes.Kind.OK);
		List<Histogram> rounds = this.micros.computeIfAbsent(label, (key) -> new ArrayList<>());
		if (served.count() > 0) {
			rounds.add(served.micros());
		}
		this.failures.merge(label, outcomes.count() - served.count(), Integer::sum);
	}

	@Override
	public String toString() {
		StringBuilder text = new StringBuilder(ROW.formatted("GET, %d/s at random".formatted(PER_SECOND), "p50, ms",
				"p99, ms", "p99.9 of all rounds, ms", "not served") + ROW.formatted("---", "---", "---", "---", "---"));
		this.micros.forEach((label, rounds) -> text.append(row(label, rounds)));
		return text.toString();
	}

	private String row(String label, List<Histogram> rounds) {
		int failures = this.failures.getOrDefault(label, 0);
		return rounds.isEmpty() ? ROW.formatted(label, "-", "-", "-", failures)
				: ROW.formatted(label, spread(rounds, MEDIAN), spread(rounds, NEARLY_ALL), tail(rounds), failures);
	}

	private static String spread(List<Histogram> rounds, double percentile) {
		return Spread
			.of(rounds.stream().mapToDouble((round) -> round.getValueAtPercentile(percentile) / MICROS_PER_MILLI))
			.format("%.2f");
	}

	private static String tail(List<Histogram> rounds) {
		Histogram all = rounds.get(0).copy();
		rounds.subList(1, rounds.size()).forEach(all::add);
		return String.format(Locale.ROOT, "%.2f", all.getValueAtPercentile(TAIL) / MICROS_PER_MILLI);
	}

}
