package dev.lifeguard.benchmarks.cold;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

import dev.lifeguard.benchmarks.report.Spread;

/**
 * Markdown table of the measurements. Ratios and differences are of the same round.
 */
final class ColdTable {

	private static final double MOST_OF_BARE = 0.5;

	private static final double LATEST = 30;

	private final Map<Row, List<ColdStart>> starts = new LinkedHashMap<>();

	/**
	 * Create a table with some rows.
	 */
	ColdTable(List<Row> rows) {
		rows.forEach((row) -> this.starts.put(row, new ArrayList<>()));
	}

	/**
	 * Add a start. In each round there is one for each row.
	 */
	void add(Row row, ColdStart start) {
		Objects.requireNonNull(this.starts.get(row)).add(start);
	}

	@Override
	public String toString() {
		StringBuilder table = new StringBuilder(
				"| fresh JVM | process start to ready, ms | first call, ms | to that of "
						+ "bare Reactor Netty | to that of the JDK's client | second call, ms | first refusal after its limit, ms |\n"
						+ "|---|---|---|---|---|---|---|\n");
		this.starts.forEach((row,
				measured) -> table.append("| %s | %s | %s | %s | %s | %s | %s |\n".formatted(row.title(),
						spread(measured, ColdStart::ready).format("%.0f"),
						spread(measured, ColdStart::first).format("%.1f"),
						ratio(measured, Entrant.REACTOR, MOST_OF_BARE, row), ratio(measured, Entrant.JDK, 1, row),
						spread(measured, ColdStart::second).format("%.1f"), late(measured, row))));
		return table.toString();
	}

	private String late(List<ColdStart> measured, Row row) {
		Spread late = spread(measured, ColdStart::late);
		return late.format("%.1f") + verdict(row, late, LATEST, " ms");
	}

	private String ratio(List<ColdStart> measured, Entrant peer, double goal, Row row) {
		List<ColdStart> peers = this.starts.getOrDefault(new Row(peer, false, false), List.of());
		double[] ratios = new double[Math.min(measured.size(), peers.size())];
		for (int round = 0; round < ratios.length; round++) {
			ratios[round] = measured.get(round).first() / peers.get(round).first();
		}
		Spread ratio = Spread.of(ratios);
		return ratio.format("%.2f") + verdict(row, ratio, goal, "");
	}

	/**
	 * The goals are for an application that was ready for a while.
	 */
	private static String verdict(Row row, Spread spread, double goal, String unit) {
		boolean judged = !row.atOnce() && row.entrant().preloads();
		return judged
				? String.format(Locale.ROOT, "; <= %s%s: %s", goal, unit, (spread.median() <= goal) ? "met" : "missed")
				: "";
	}

	private static Spread spread(List<ColdStart> measured, ToDoubleFunction<ColdStart> number) {
		return Spread.of(measured.stream().mapToDouble(number));
	}

	/**
	 * Way to start an entrant.
	 *
	 * @param entrant the entrant
	 * @param archived whether it has the classes of a training run
	 * @param atOnce whether its first call is made as soon as it is ready
	 */
	record Row(Entrant entrant, boolean archived, boolean atOnce) {

		private String title() {
			return this.entrant.title() + (this.archived ? ", " + Archive.title() : "")
					+ (this.atOnce ? ", called at once" : "");
		}

	}

}
