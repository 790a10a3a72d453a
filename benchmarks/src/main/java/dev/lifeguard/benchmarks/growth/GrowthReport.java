package dev.lifeguard.benchmarks.growth;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

import dev.lifeguard.benchmarks.report.Report;

/**
 * Report of the results: a table for each topic and a picture for all of them.
 */
final class GrowthReport {

	private final Results results;

	GrowthReport(Results results) {
		this.results = results;
	}

	void write(Report report) throws IOException {
		List<Topic> costs = Stream.of(Topic.WAITING, Topic.GATE, Topic.CLIENTS, Topic.REMOTES, Topic.RATE)
			.filter(this.results::has)
			.toList();
		CostTable table = new CostTable(this.results);
		for (Topic topic : costs) {
			report.section("growth " + topic.word(), table.of(topic));
		}
		if (!costs.isEmpty()) {
			GrowthPicture.draw(this.results, costs, report.picture("growth"));
		}
		if (this.results.has(Topic.REFUSALS)) {
			report.section("growth refusals", table.of(Topic.REFUSALS));
		}
		MemoryTable memory = new MemoryTable(this.results);
		if (this.results.has(Topic.IDLE) || this.results.has(Topic.WAITER)) {
			report.section("growth memory", memory.memory());
		}
		if (this.results.has(Topic.START)) {
			report.section("growth start", memory.start());
		}
	}

}
