package dev.lifeguard.benchmarks;

import java.util.List;

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
	 * @param words what was said after the part's name
	 * @throws Exception if something could not be measured
	 */
	void run(Report report, List<String> words) throws Exception;

}
