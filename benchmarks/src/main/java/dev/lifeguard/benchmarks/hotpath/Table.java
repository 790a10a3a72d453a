package dev.lifeguard.benchmarks.hotpath;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;

import dev.lifeguard.benchmarks.report.Spread;

/**
 * Prints the comparisons as Markdown: ratios of ours to the peer's in the same round,
 * their median and in brackets their range.
 */
final class Table {

	private final StringBuilder text = new StringBuilder();

	Table() {
		this.text.append("| comparison | throughput | goal | CPU per call | more bytes per call | peer | ours |\n")
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
		return Spread.of(rounds.stream().mapToDouble((round) -> relation.applyAsDouble(round.ours(), round.peer())))
			.format(format);
	}

	private static double median(List<Round> rounds, ToDoubleFunction<Round> value) {
		return Spread.of(rounds.stream().mapToDouble(value)).median();
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
