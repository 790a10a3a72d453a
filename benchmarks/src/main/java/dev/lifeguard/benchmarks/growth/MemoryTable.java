package dev.lifeguard.benchmarks.growth;

import dev.lifeguard.benchmarks.report.Spread;

/**
 * Markdown table of the memory of clients and waiters, and of a start.
 */
final class MemoryTable {

	private static final double KIBI = 1024;

	private static final Goal IDLE = new Goal(64, " KiB");

	private static final Goal WAITER = new Goal(512, " B");

	private static final Goal FIRST = new Goal(50, " ms");

	private static final Goal EACH_MORE = new Goal(2, " ms");

	private static final int LAST = 2;

	private final Results results;

	MemoryTable(Results results) {
		this.results = results;
	}

	String memory() {
		StringBuilder table = new StringBuilder(
				"| heap in use after a collection | measured | goal |\n|---|---|---|\n");
		if (this.results.has(Topic.IDLE)) {
			Spread untouched = idle(Contestant.OURS, 0);
			row(table, "idle client, never used, KiB", untouched, "%.1f", IDLE.verdict(untouched));
			Spread made = idle(Contestant.OURS, 1);
			row(table, "idle client, `WebClient` bean made, KiB", made, "%.1f", IDLE.verdict(made));
			Spread called = idle(Contestant.OURS, LAST);
			row(table, "idle client after a call, with its connection, KiB", called, "%.1f", IDLE.verdict(called));
			row(table, "peer: made, KiB", idle(Contestant.PEER, 1), "%.1f", "");
			row(table, "peer: after a call, with its connection, KiB", idle(Contestant.PEER, LAST), "%.1f", "");
		}
		if (this.results.has(Topic.WAITER)) {
			waiters(table);
		}
		return table.toString();
	}

	private void waiters(StringBuilder table) {
		int count = Topic.WAITER.sizes()[0];
		double[] ours = this.results.values(Topic.WAITER, Contestant.OURS, count, 0);
		double[] peer = this.results.values(Topic.WAITER, Contestant.PEER, count, 0);
		row(table, "`WebClient` call that waits, B", Spread.of(ours), "%.0f", "");
		row(table, "peer: the same, B", Spread.of(peer), "%.0f", "");
		Spread more = Results.difference(ours, peer);
		row(table, "ours more than peer's, B", more, "%+.0f", WAITER.verdict(more));
		Spread gate = this.results.spread(Topic.WAITER, Contestant.OURS, count, 1);
		row(table, "waiter at the gate alone, B", gate, "%.0f", WAITER.verdict(gate));
	}

	private Spread idle(Contestant contestant, int number) {
		return kibi(this.results.spread(Topic.IDLE, contestant, Topic.IDLE.sizes()[0], number));
	}

	String start() {
		StringBuilder table = new StringBuilder("| application | start, ms | CPU, ms | heap after it, KiB | more ms "
				+ "than without | more KiB than without | goal |\n|---|---|---|---|---|---|---|\n");
		start(table, "no client", Contestant.PEER, 0, "");
		start(table, "1 bare `WebClient`", Contestant.PEER, 1, "");
		for (int size : Topic.START.sizes()) {
			start(table, (size == 1) ? "1 client of Lifeguard's" : size + " clients", Contestant.OURS, size,
					startGoal(size));
		}
		return table.toString();
	}

	private void start(StringBuilder table, String title, Contestant contestant, int size, String goal) {
		table.append("| %s | %s | %s | %s | %s | %s | %s |%n".formatted(title,
				this.results.spread(Topic.START, contestant, size, 0).format("%.0f"),
				this.results.spread(Topic.START, contestant, size, 1).format("%.0f"),
				kibi(this.results.spread(Topic.START, contestant, size, LAST)).format("%.0f"),
				more(size, contestant, 0).format("%+.0f"), kibi(more(size, contestant, LAST)).format("%+.0f"), goal));
	}

	private Spread more(int size, Contestant contestant, int number) {
		return Results.difference(this.results.values(Topic.START, contestant, size, number),
				this.results.values(Topic.START, Contestant.PEER, 0, number));
	}

	private static Spread kibi(Spread bytes) {
		return new Spread(bytes.low() / KIBI, bytes.median() / KIBI, bytes.high() / KIBI);
	}

	/**
	 * The first client's goal is in relation to none, the others' to the first.
	 */
	private String startGoal(int size) {
		double[] first = this.results.values(Topic.START, Contestant.OURS, 1, 0);
		if (size == 1) {
			double[] bare = this.results.values(Topic.START, Contestant.PEER, 1, 0);
			return FIRST.verdict(more(size, Contestant.OURS, 0)) + "; "
					+ Results.difference(first, bare).format("%+.0f") + " ms than the bare one";
		}
		Spread all = Results.difference(this.results.values(Topic.START, Contestant.OURS, size, 0), first);
		Spread each = new Spread(all.low() / (size - 1), all.median() / (size - 1), all.high() / (size - 1));
		return each.format("%.2f") + " ms each more, " + EACH_MORE.verdict(each);
	}

	private static void row(StringBuilder table, String title, Spread spread, String format, String goal) {
		table.append("| %s | %s | %s |%n".formatted(title, spread.format(format), goal));
	}

}
