package dev.lifeguard.benchmarks.hotpath;

import java.util.List;

import dev.lifeguard.benchmarks.contest.Rounds;
import dev.lifeguard.benchmarks.report.Spread;

/**
 * Prints the throughput of callers, that of ours as a ratio to each in the same round,
 * and what a call costs.
 */
final class CallersTable {

	private static final String ROW = "| %s | %s | %s | %s | %s | %s |%n";

	private final List<Entrant> entrants;

	private final Rounds rounds;

	CallersTable(List<Entrant> entrants, Rounds rounds) {
		this.entrants = entrants;
		this.rounds = rounds;
	}

	String text(String title) {
		StringBuilder text = new StringBuilder(
				ROW.formatted(title, "calls per second", "our RestClient / it", "our WebClient / it", "CPU per call",
						"bytes per call") + ROW.formatted("---", "---", "---", "---", "---", "---"));
		this.entrants.forEach((entrant) -> text.append(row(entrant)));
		return text.toString();
	}

	private String row(Entrant entrant) {
		String label = entrant.label();
		return ROW.formatted(label, this.rounds.callsPerSecond(label).format("%.0f"),
				ratio("lifeguard-restclient", entrant), ratio("lifeguard-webclient", entrant),
				this.rounds.cpuMicrosPerCall(label).format("%.0f") + " us", bytes(label));
	}

	private String bytes(String label) {
		Spread bytes = this.rounds.bytesPerCall(label);
		return Double.isNaN(bytes.median()) ? "-" : bytes.format("%.0f");
	}

	private String ratio(String client, Entrant entrant) {
		return this.entrants.stream()
			.filter((ours) -> ours.contestant().client().equals(client) && entrant.isLike(ours))
			.findFirst()
			.map((ours) -> this.rounds.ratio(ours.label(), entrant.label()).format("%.2f"))
			.orElse("");
	}

}
