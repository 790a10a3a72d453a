package dev.lifeguard.fleet.simulation;

import java.util.List;
import java.util.stream.LongStream;

import dev.lifeguard.fleet.Control;
import dev.lifeguard.fleet.Fleets;
import dev.lifeguard.fleet.LongRun;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Hours of a fleet in which everything fails: its processes together never use more than
 * the budget.
 */
@LongRun
class LeaseSimulationTests {

	private static final int SEEDS = 20;

	private static final int SECONDS = 3600;

	private static final int BUDGET = 300;

	/** Less a floor of one for each of sixty. */
	private static final int POOL = 240;

	@Test
	void usableConnectionsNeverExceedTheBudget() {
		List<LeaseSimulation.Result> results = run(false);
		assertThat(results).allSatisfy((result) -> {
			assertThat(result.mostUsable()).as(result.toString()).isLessThanOrEqualTo(POOL);
			assertThat(result.mostGiven()).as(result.toString()).isLessThanOrEqualTo(POOL);
			assertThat(result.mostOpen()).as(result.toString()).isLessThanOrEqualTo(BUDGET);
			assertThat(result.failures()).isPositive();
		});
		assertThat(results.stream().mapToInt(LeaseSimulation.Result::losses).sum()).isGreaterThan(SEEDS);
		assertThat(results.stream().mapToDouble(LeaseSimulation.Result::meanUsable).average().orElse(0))
			.as("the budget is put to use")
			.isGreaterThan(0.6 * POOL);
	}

	@Test
	@Control
	void naiveLeasesDoExceedIt() {
		assertThat(run(true)).filteredOn((result) -> result.mostUsable() > POOL).hasSizeGreaterThan(SEEDS / 2);
	}

	private static List<LeaseSimulation.Result> run(boolean naive) {
		return LongStream.rangeClosed(1, SEEDS)
			.mapToObj((seed) -> new LeaseSimulation(seed, Fleets.of(BUDGET, BUDGET - POOL), naive).run(SECONDS))
			.peek(System.out::println)
			.toList();
	}

}
