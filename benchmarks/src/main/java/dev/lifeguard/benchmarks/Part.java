package dev.lifeguard.benchmarks;

import java.util.List;
import java.util.function.BiPredicate;

import dev.lifeguard.benchmarks.report.Report;

/**
 * One part of the benchmarks, with a section of its own in the report.
 *
 * @since 0.1.0
 */
public interface Part {

	/**
	 * Return the name by which the part is chosen on the command line.
	 * @return a word of lower-case letters and dashes
	 */
	String name();

	/**
	 * Measure, print, and write what was found into the report.
	 * @param report where the results go
	 * @param words the words after the part's name
	 * @throws Exception if something could not be measured
	 */
	void run(Report report, List<String> words) throws Exception;

	/**
	 * Return whether the part is left out when all parts are measured.
	 * @return whether it must be named
	 */
	default boolean isChosenByNameOnly() {
		return false;
	}

	/**
	 * Fail if a word means nothing, so that nobody takes silence for a measurement.
	 * @param words the words
	 * @param known what there is
	 * @param matches whether something that there is goes with a word
	 */
	static void requireKnown(List<String> words, List<String> known, BiPredicate<String, String> matches) {
		for (String word : words) {
			if (known.stream().noneMatch((one) -> matches.test(one, word))) {
				throw new IllegalArgumentException("There is no '%s', but %s".formatted(word,
						known.isEmpty() ? "nothing to choose" : String.join("; ", known)));
			}
		}
	}

}
