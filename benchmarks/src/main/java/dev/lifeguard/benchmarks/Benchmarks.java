package dev.lifeguard.benchmarks;

import java.nio.file.Path;
import java.util.List;

import dev.lifeguard.benchmarks.baddays.BadDays;
import dev.lifeguard.benchmarks.cold.Cold;
import dev.lifeguard.benchmarks.growth.Growth;
import dev.lifeguard.benchmarks.hotpath.Callers;
import dev.lifeguard.benchmarks.hotpath.HotPath;
import dev.lifeguard.benchmarks.learning.LearnedLimit;
import dev.lifeguard.benchmarks.limit.Limit;
import dev.lifeguard.benchmarks.regression.Regression;
import dev.lifeguard.benchmarks.report.Machine;
import dev.lifeguard.benchmarks.report.Report;
import dev.lifeguard.benchmarks.soak.Soak;

/**
 * The command: measures all parts, or the one that is named, and writes the report.
 *
 * @since 0.1.0
 */
public final class Benchmarks {

	private static final List<Part> PARTS = List.of(new HotPath(), new Callers(), new BadDays(), new LearnedLimit(),
			new Growth(), new Cold(), new Limit(), new Regression(), new Soak());

	private Benchmarks() {
	}

	/**
	 * Measure.
	 * @param arguments the name of a part and words for it; none for all parts
	 * @throws Exception if something could not be measured
	 */
	public static void main(String[] arguments) throws Exception {
		System.setProperty("java.awt.headless", "true");
		List<String> words = List.of(arguments);
		Part.requireKnown(words.stream().limit(1).toList(), PARTS.stream().map(Part::name).toList(), String::equals);
		Report report = new Report(Path.of(System.getProperty("report", "benchmarks/target/report")));
		report.section("machine", Machine.description());
		for (Part part : PARTS) {
			if (words.isEmpty() && !part.isChosenByNameOnly()) {
				part.run(report, List.of());
			}
			else if (words.stream().limit(1).anyMatch(part.name()::equals)) {
				part.run(report, words.subList(1, words.size()));
			}
		}
	}

}
