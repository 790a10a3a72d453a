package dev.lifeguard.benchmarks.hotpath;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;

/**
 * Prints the comparisons as Markdown: ratios of ours to the peer's in the same round,
 * their median and in brackets their range.
 */
final class Table {

	private final StringBuilder text = new StringBuilder();

	Table() {
		this.text.append("| comparison | throughput | goal | CPU per call | bytes per call, more | peer | ours |\n")
			.append("|---|---|---|---|---|---|---|\n");
	}

	void add(Comparison comparison, List<Round> rounds) {
		add("| %s | %s | >= %.2f | %s | %s | %s | %s |%n", comparison.label(),
				spread("%.3f", rounds, (ours, peer) -> ours.callsPerSecond() / peer.callsPerSecond()),
				comparison.goal(),
				spread("%.3f", rounds, (ours, peer) -> ours.cpuMicrosPerCall() / peer.cpuMicrosPerCall()),
				spread("%+.0f", rounds, (ours, peer) -> ours.bytesPerCall() - peer.bytesPerCall()),
				absolute(rounds, Round::peer), absolute(rounds, Round::ours));
	}

	private static String absolute(List<Round> rounds, Function<Round, Measurement> side) {
		return format("%.0f/s, %.0f B, %.1f us", median(rounds, (round) -> side.apply(round).callsPerSecond()),
				median(rounds, (round) -> side.apply(round).bytesPerCall()),
				median(rounds, (round) -> side.apply(round).cpuMicrosPerCall()));
	}

	private static String spread(String format, List<Round> rounds,
			ToDoubleBiFunction<Measurement, Measurement> relation) {
		double[] sorted = sorted(rounds, (round) -> relation.applyAsDouble(round.ours(), round.peer()));
		return format("%s (%s to %s)".replace("%s", format), median(sorted), sorted[sorted.length / 10],
				sorted[sorted.length - 1 - sorted.length / 10]);
	}

	private static double median(List<Round> rounds, ToDoubleFunction<Round> value) {
		return median(sorted(rounds, value));
	}

	private static double median(double[] sorted) {
		int middle = sorted.length / 2;
		return (sorted.length % 2 != 0) ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
	}

	private static double[] sorted(List<Round> rounds, ToDoubleFunction<Round> value) {
		return rounds.stream().mapToDouble(value).sorted().toArray();
	}

	private void add(String format, Object... values) {
		this.text.append(format(format, values));
	}

	private static String format(String format, Object... values) {
		return String.format(Locale.ROOT, format, values);
	}

	@Override
	public String toString() {
		return this.text.toString();
	}

	/**
	 * Both clients, measured one right after the other.
	 *
	 * @param ours what ours came to
	 * @param peer what the peer came to
	 */
	record Round(Measurement ours, Measurement peer) {

	}

}
