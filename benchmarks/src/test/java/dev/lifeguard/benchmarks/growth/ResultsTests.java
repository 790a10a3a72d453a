package dev.lifeguard.benchmarks.growth;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Results}.
 */
class ResultsTests {

	private final Results results = new Results();

	@Test
	void ratiosAreThoseOfOneRound() {
		add(1, 10, 5);
		add(1, 100, 25);
		add(1_000, 20, 5);
		add(1_000, 100, 100);
		assertThat(this.results.growth(Topic.CLIENTS, Contestant.OURS, 1_000).median()).isEqualTo(1.5);
		assertThat(this.results.toPeer(Topic.CLIENTS, 1).median()).isEqualTo(3);
	}

	@Test
	void differencesAreThoseOfOneRound() {
		assertThat(Results.difference(new double[] { 3, 10, 7 }, new double[] { 1, 9, 2 }).median()).isEqualTo(2);
	}

	private void add(int size, double ours, double peer) {
		this.results.add(Topic.CLIENTS, Contestant.OURS, size, ours);
		this.results.add(Topic.CLIENTS, Contestant.PEER, size, peer);
	}

}
