package dev.lifeguard.benchmarks.baddays;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.lifeguard.benchmarks.contest.Outcomes;
import dev.lifeguard.benchmarks.contest.Outcomes.Outcome;

/**
 * Calls by the window of time in which they were due.
 *
 * @param good those that were good
 * @param all all of them
 */
record Series(List<Integer> good, List<Integer> all) {

	private static final double GOOD_AGAIN = 0.95;

	static Series of(Outcomes calls) {
		int[] good = new int[(int) (Timeline.LAST / Timeline.WINDOW)];
		int[] all = new int[good.length];
		for (Outcome call : calls.all()) {
			int window = (int) (call.dueMicros() / Timeline.WINDOW);
			all[window]++;
			good[window] += (call.isGood(Timeline.PATIENCE)) ? 1 : 0;
		}
		return new Series(list(good), list(all));
	}

	private static List<Integer> list(int[] numbers) {
		return Arrays.stream(numbers).boxed().toList();
	}

	/**
	 * Return when, after the trouble, calls were good again and stayed so.
	 * @return the time in milliseconds; infinite if they never were
	 */
	double recoveryMillis() {
		int first = (int) (Timeline.AFTER / Timeline.WINDOW);
		int last = IntStream.range(first, this.all.size()).filter((window) -> !isGood(window)).max().orElse(first - 1);
		return (last == this.all.size() - 1) ? Double.POSITIVE_INFINITY : (last + 1 - first) * Timeline.WINDOW / 1e3;
	}

	private boolean isGood(int window) {
		return this.good.get(window) >= GOOD_AGAIN * this.all.get(window);
	}

	static Series parse(String text) {
		String[] halves = text.split("/");
		return new Series(numbers(halves[0]), numbers(halves[1]));
	}

	private static List<Integer> numbers(String text) {
		return Arrays.stream(text.split(" ")).map(Integer::valueOf).toList();
	}

	@Override
	public String toString() {
		return text(this.good) + "/" + text(this.all);
	}

	private static String text(List<Integer> numbers) {
		return numbers.stream().map(String::valueOf).collect(Collectors.joining(" "));
	}

}
