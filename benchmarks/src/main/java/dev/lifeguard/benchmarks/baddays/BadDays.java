package dev.lifeguard.benchmarks.baddays;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.lifeguard.benchmarks.Part;
import dev.lifeguard.benchmarks.contest.Contestant;
import dev.lifeguard.benchmarks.contest.Contestants;
import dev.lifeguard.benchmarks.report.Report;

import org.springframework.util.FileSystemUtils;

/**
 * Comparison of calls while the backend is in trouble: all contestants have the same
 * calls at the same times, several at once, with a backend each.
 *
 * @since 0.1.0
 */
public final class BadDays implements Part {

	private static final int ROUNDS = Integer.getInteger("rounds", 5);

	@Override
	public String name() {
		return "bad-days";
	}

	@Override
	public void run(Report report, List<String> words) throws Exception {
		if (words.isEmpty() || words.contains(FleetStorm.WORD)) {
			report.section(name() + ", " + FleetStorm.WORD, new FleetStorm(ROUNDS).run());
		}
		if (words.equals(List.of(FleetStorm.WORD))) {
			return;
		}
		Results results = Results.in(report.file("bad-days.csv"));
		if (!words.equals(List.of("again"))) {
			measure(results, words);
		}
		for (Scenario scenario : results.scenarios()) {
			report.section(name() + ", " + scenario.word(), new ScenarioTable(results, scenario).toString());
		}
		report.section(name() + ", summary", new Summary(results).toString());
		new Charts(results).write(report);
	}

	private void measure(Results results, List<String> words) throws IOException, InterruptedException {
		Part.requireKnown(words, known(), String::equals);
		List<Scenario> scenarios = scenarios(words);
		List<Contestant> contestants = contestants(words);
		scenarios.forEach(results::forget);
		Path folder = Files.createTempDirectory(name());
		try (Field field = Field.start(contestants, folder)) {
			System.out.println("once for all to become warm");
			new Round(field, folder, Scenario.NONE, ROUNDS).run(contestants);
			for (int round = 0; round < ROUNDS; round++) {
				for (Scenario scenario : scenarios) {
					if (scenario != Scenario.NONE || round == 0) {
						results.add(new Round(field, folder, scenario, round).run(contestants));
					}
				}
			}
		}
		finally {
			FileSystemUtils.deleteRecursively(folder);
		}
	}

	private static List<Scenario> scenarios(List<String> words) {
		List<Scenario> wanted = Arrays.stream(Scenario.values())
			.filter((scenario) -> words.contains(scenario.word()))
			.toList();
		return (wanted.isEmpty()) ? List.of(Scenario.values()) : wanted;
	}

	private static List<Contestant> contestants(List<String> words) {
		List<Contestant> all = all();
		List<Contestant> wanted = all.stream().filter((one) -> words(one).anyMatch(words::contains)).toList();
		return (wanted.isEmpty()) ? all : wanted;
	}

	private static List<Contestant> all() {
		return Stream.of("defaults", "tuned", "learned").map(Contestants::of).flatMap(List::stream).toList();
	}

	/**
	 * Return the words that choose a contestant.
	 */
	private static Stream<String> words(Contestant contestant) {
		return Stream.of(contestant.name(), contestant.variant(), contestant.client());
	}

	private static List<String> known() {
		return Stream
			.of(Stream.of("again", FleetStorm.WORD), Stream.of(Scenario.values()).map(Scenario::word),
					all().stream().flatMap(BadDays::words))
			.flatMap(Function.identity())
			.distinct()
			.toList();
	}

}
