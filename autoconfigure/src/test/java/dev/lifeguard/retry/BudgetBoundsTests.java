package dev.lifeguard.retry;

import java.util.function.Supplier;

import dev.lifeguard.retry.RetrySettings.BudgetSettings;
import dev.lifeguard.retry.SimulatedFleet.Backend;
import dev.lifeguard.retry.SimulatedFleet.Load;
import dev.lifeguard.retry.SimulatedFleet.Trouble;
import dev.lifeguard.testsupport.LongRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the budgets make of a backend in trouble, in virtual time: 20 seconds before, the
 * trouble, and what comes after. The bounds are those of the design.
 */
@LongRun
class BudgetBoundsTests {

	private static final Load ONE_CLIENT = new Load(1, 100, 3, 1);

	private static final Load FIFTY_CLIENTS = new Load(50, 1000, 3, 0.5);

	private static SimulatedFleet run(Load load, Backend backend, double end, Supplier<BudgetSettings> budget) {
		return new SimulatedFleet(load, backend, end, budget).run();
	}

	private static Backend halfFails(boolean atOnce) {
		return new Backend(8, 0.024, Trouble.fails(0.5, atOnce, 20, 40));
	}

	@Test
	void learnedServesWhatBlindRetriesServeWhereHalfFails() {
		double blind = run(ONE_CLIENT, halfFails(true), 45, SimulatedFleet::blind).good(20, 40);
		double learned = run(ONE_CLIENT, halfFails(true), 45, SimulatedFleet::learned).good(20, 40);
		double bucket = run(ONE_CLIENT, halfFails(true), 45, SimulatedFleet::byTraffic).good(20, 40);
		assertThat(blind).isGreaterThan(0.85);
		assertThat(learned).isGreaterThan(0.97 * blind);
		assertThat(bucket).as("a bucket alone cannot").isLessThan(0.75 * blind);
	}

	@Test
	void fleetOfSmallClientsServesWhatBlindRetriesServeWhereHalfFails() {
		Load load = new Load(50, 1000, 3, 0.5);
		Backend backend = new Backend(80, 0.024, Trouble.fails(0.5, true, 20, 40));
		double blind = run(load, backend, 45, SimulatedFleet::blind).good(20, 40);
		Backend same = new Backend(80, 0.024, Trouble.fails(0.5, true, 20, 40));
		double learned = run(load, same, 45, SimulatedFleet::learned).good(20, 40);
		assertThat(learned).isGreaterThan(0.95 * blind);
	}

	@ParameterizedTest
	@ValueSource(doubles = { 0.002, 0.01 })
	void soItDoesWhereAFewCallsAlwaysFail(double noise) {
		Trouble trouble = Trouble.fails(0.5, true, 20, 80).withNoise(noise);
		double learned = run(ONE_CLIENT, new Backend(8, 0.024, trouble), 85, SimulatedFleet::learned).good(20, 80);
		assertThat(learned).isGreaterThan(0.82);
	}

	@Test
	void shortOutageCostsATenthMore() {
		Backend backend = new Backend(8, 0.024, Trouble.fails(1, true, 20, 28));
		SimulatedFleet learned = run(ONE_CLIENT, backend, 40, SimulatedFleet::learned);
		assertThat(learned.attemptsPerCall()).isBetween(1.02, 1.25);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void longOutageCostsATwentiethMore(boolean failsAtOnce) {
		Backend backend = new Backend(8, 0.024, Trouble.fails(1, failsAtOnce, 20, 120));
		SimulatedFleet learned = run(ONE_CLIENT, backend, 125, SimulatedFleet::learned);
		assertThat(learned.attemptsPerCall()).isBetween(1.0, 1.07);
		assertThat(learned.recoverySeconds()).isLessThan(1);
	}

	@Test
	void outageRightAtTheStartIsNotMultiplied() {
		Backend backend = new Backend(8, 0.024, Trouble.fails(1, true, 0, 60));
		SimulatedFleet learned = run(ONE_CLIENT, backend, 61, SimulatedFleet::learned);
		assertThat(learned.attemptsPerCall()).isBetween(1.0, 1.08);
	}

	@Test
	void slowBackendGetsNoFreeRetriesAndRecovers() {
		Load load = new Load(1, 100, 3, 0.5);
		Supplier<Backend> slow = () -> new Backend(4, 0.024, Trouble.slow(10, 20, 30));
		SimulatedFleet none = run(load.withoutRetries(), slow.get(), 120, SimulatedFleet::learned);
		SimulatedFleet learned = run(load, slow.get(), 120, SimulatedFleet::learned);
		SimulatedFleet blind = run(load, slow.get(), 120, SimulatedFleet::blind);
		assertThat(learned.attemptsPerCall()).isLessThan(1.2);
		assertThat(learned.recoverySeconds()).isLessThan(1.3 * none.recoverySeconds() + 0.5);
		assertThat(blind.recoverySeconds()).as("blind retries keep it down").isGreaterThan(80);
	}

	@Test
	void fiftySmallClientsDoNotKeepASlowBackendDown() {
		Supplier<Backend> slow = () -> new Backend(40, 0.024, Trouble.slow(10, 20, 30));
		SimulatedFleet none = run(FIFTY_CLIENTS.withoutRetries(), slow.get(), 90, SimulatedFleet::learned);
		SimulatedFleet learned = run(FIFTY_CLIENTS, slow.get(), 90, SimulatedFleet::learned);
		SimulatedFleet same = run(FIFTY_CLIENTS, slow.get(), 90, () -> SimulatedFleet.bucket(0.2, 1, 100));
		assertThat(learned.attemptsPerCall()).isLessThan(1.2);
		assertThat(learned.recoverySeconds()).isLessThan(1.3 * none.recoverySeconds() + 0.5);
		assertThat(same.attemptsPerCall()).as("attempts with 100 tokens for each").isGreaterThan(1.4);
		assertThat(same.recoverySeconds()).as("recovery with 100 tokens for each")
			.isGreaterThan(1.5 * none.recoverySeconds());
	}

}
