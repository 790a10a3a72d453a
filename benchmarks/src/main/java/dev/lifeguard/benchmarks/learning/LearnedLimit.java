package dev.lifeguard.benchmarks.learning;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.lifeguard.benchmarks.Part;
import dev.lifeguard.benchmarks.report.Report;

/**
 * Compares a learned limit with limits that are fixed: in each trial another of those is
 * the best, and the learned one must not be far from it.
 *
 * @since 0.1.0
 */
public final class LearnedLimit implements Part {

	private static final int ROUNDS = Integer.getInteger("rounds", 5);

	private static final long SEED = Long.getLong("seed", 1);

	@Override
	public String name() {
		return "learned-limit";
	}

	@Override
	public void run(Report report, List<String> words) throws Exception {
		Part.requireKnown(words, known(), String::equals);
		List<Trial> trials = chosen(Trial.values(), words, Trial::word);
		for (Face face : chosen(Face.values(), words, Face::word)) {
			LimitTable table = new LimitTable(face);
			for (int round = 0; round < ROUNDS; round++) {
				measure(table, trials, face, round);
			}
			report.section(name() + ", " + face.word(), table.toString());
		}
	}

	private static void measure(LimitTable table, List<Trial> trials, Face face, int round)
			throws InterruptedException {
		for (Trial trial : trials) {
			System.out.println(table.add(trial, new Day(Plan.of(trial, (SEED << 16) + round), face).run()));
		}
	}

	private static <T> List<T> chosen(T[] all, List<String> words, Function<T, String> word) {
		List<T> wanted = Arrays.stream(all).filter((one) -> words.contains(word.apply(one))).toList();
		return wanted.isEmpty() ? List.of(all) : wanted;
	}

	private static List<String> known() {
		return Stream
			.concat(Arrays.stream(Trial.values()).map(Trial::word), Arrays.stream(Face.values()).map(Face::word))
			.toList();
	}

}
