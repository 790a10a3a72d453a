package dev.lifeguard.benchmarks.growth;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CostTable}.
 */
class CostTableTests {

	private final Results results = new Results();

	private final CostTable table = new CostTable(this.results);

	@Test
	void dearestSizeDecidesWhetherCostIsFlat() {
		for (int size : Topic.GATE.sizes()) {
			this.results.add(Topic.GATE, Contestant.OURS, size, (size == 1_000) ? 13 : 10);
		}
		assertThat(this.table.of(Topic.GATE)).contains("<= 1.2: missed").doesNotContain("met");
	}

	@Test
	void rateIsJudgedByThePeerAtTheSameRate() {
		for (int size : Topic.RATE.sizes()) {
			double cost = (size == 100) ? 100 : 10;
			this.results.add(Topic.RATE, Contestant.OURS, size, (size == 1_000) ? 13 : cost, 1, size, 1);
			this.results.add(Topic.RATE, Contestant.PEER, size, cost, 1, size, 1);
		}
		assertThat(this.table.of(Topic.RATE).lines().filter((line) -> line.endsWith("missed |"))).singleElement()
			.asString()
			.startsWith("| 1000 |");
	}

}
