package dev.lifeguard.benchmarks.growth;

import java.util.Comparator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.lifeguard.benchmarks.report.Spread;

/**
 * The cost of a call by size, as Markdown.
 */
final class CostTable {

	private static final Goal FLAT = new Goal(1.2, "");

	/** Where the rate is that was reached. */
	static final int REACHED = 2;

	private static final int P99 = 3;

	private final Results results;

	CostTable(Results results) {
		this.results = results;
	}

	String of(Topic topic) {
		boolean peer = topic.contestants().contains(Contestant.PEER);
		boolean rate = topic == Topic.RATE;
		String head = "| " + topic.title() + " | CPU per call, us | CPU to that of the smallest |"
				+ (peer ? " peer: CPU per call, us | peer: CPU to that of the smallest | CPU, ours / peer |" : "")
				+ (rate ? " reached per second, ours | p99 in ms, ours | p99 in ms, peer |" : "")
				+ (rate ? " goal for ours / peer |" : " goal for the dearest |") + "\n";
		String line = "|" + "---|".repeat(head.split("\\|").length - 2) + "\n";
		return IntStream.of(topic.sizes())
			.mapToObj((size) -> row(topic, size, peer) + (rate ? rate(topic, size) : "") + goal(topic, size))
			.collect(Collectors.joining("", head + line, ""));
	}

	private String row(Topic topic, int size, boolean peer) {
		String ours = "| %s | %s | %s |".formatted((size != Rates.LIMIT) ? Integer.toString(size) : "the limit",
				absolute(topic, Contestant.OURS, size),
				this.results.growth(topic, Contestant.OURS, size).format("%.2f"));
		return peer ? ours + " %s | %s | %s |".formatted(absolute(topic, Contestant.PEER, size),
				this.results.growth(topic, Contestant.PEER, size).format("%.2f"),
				this.results.toPeer(topic, size).format("%.2f")) : ours;
	}

	private String absolute(Topic topic, Contestant contestant, int size) {
		return this.results.spread(topic, contestant, size, 0).format("%.1f");
	}

	private String rate(Topic topic, int size) {
		return " %s | %s | %s |".formatted(this.results.spread(topic, Contestant.OURS, size, REACHED).format("%.0f"),
				latency(Contestant.OURS, size), latency(Contestant.PEER, size));
	}

	private String latency(Contestant contestant, int size) {
		Spread latency = this.results.spread(Topic.RATE, contestant, size, P99);
		return Double.isNaN(latency.median()) ? "" : latency.format("%.2f");
	}

	/**
	 * Few calls per second cost the most, as each of them wakes a thread: what tells is
	 * the peer's cost at the same rate.
	 */
	private String goal(Topic topic, int size) {
		if (topic == Topic.RATE) {
			return " %s |%n".formatted(FLAT.verdict(this.results.toPeer(topic, size)));
		}
		int[] sizes = topic.sizes();
		boolean last = size == sizes[sizes.length - 1];
		return last ? " %s |%n".formatted(FLAT.verdict(dearest(topic))) : " |%n".formatted();
	}

	private Spread dearest(Topic topic) {
		return IntStream.of(topic.sizes())
			.mapToObj((size) -> this.results.growth(topic, Contestant.OURS, size))
			.max(Comparator.comparingDouble(Spread::median))
			.orElseThrow();
	}

}
