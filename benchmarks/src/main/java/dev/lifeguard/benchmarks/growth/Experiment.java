package dev.lifeguard.benchmarks.growth;

import java.util.function.BiConsumer;

/**
 * Measures one contestant at each size.
 */
@FunctionalInterface
interface Experiment {

	/**
	 * Measure.
	 * @param setting what is measured
	 * @param results take a size and its numbers
	 * @throws Exception if something could not be measured
	 */
	void measure(Setting setting, BiConsumer<Integer, double[]> results) throws Exception;

	/**
	 * Plan of an experiment.
	 *
	 * @param contestant whose clients
	 * @param sizes in the order in which they take turns
	 * @param ports where there are servers
	 */
	record Setting(Contestant contestant, int[] sizes, int[] ports) {

	}

}
