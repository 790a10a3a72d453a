package dev.lifeguard.diagnosis.symptom;

import dev.lifeguard.failure.Cause;
import dev.lifeguard.failure.FleetSnapshot;
import dev.lifeguard.failure.FleetSnapshot.State;
import dev.lifeguard.lease.Phase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link FleetBudget}.
 */
class FleetBudgetTests {

	private final FullPool pool = new FullPool().max(50)
		.hold(FullPool.LIMIT, SomeHolder.in(Phase.FIRST_BYTE, 10))
		.fleet(fleet(State.LEASED, FullPool.LIMIT, 410));

	private final FleetBudget symptom = new FleetBudget();

	private static FleetSnapshot fleet(State state, int lease, int wantedByAll) {
		return new FleetSnapshot("orders:443", state, lease, 12, 1, 300, 40, 290, wantedByAll);
	}

	private Finding found() {
		Finding finding = this.symptom.look(this.pool.facts());
		assertThat(finding).isNotNull();
		assertThat(finding.cause()).isEqualTo(Cause.FLEET_BUDGET);
		assertThat(finding.share()).isEqualTo(1);
		assertThat(finding.advice()).startsWith("raising max-connections will not help: ");
		return finding;
	}

	private boolean isFound() {
		return this.symptom.look(this.pool.facts()) != null;
	}

	@Test
	void numbersOfTheFleetAreTheEvidence() {
		Finding finding = found();
		assertThat(finding.evidence()).isEqualTo("the lease is 8 of the 300 connections that the fleet orders:443 may "
				+ "have (12 were asked for, and pool.max-connections is 50); 40 clients have 290 of them and ask for 410");
		assertThat(finding.advice()).contains("the fleet asks for more than its backend allows",
				"raise fleet.max-connections with it, or make fewer calls at once");
	}

	@Test
	void budgetThatWouldDoIsKeptForClientsThatAreNotThere() {
		this.pool.fleet(fleet(State.LEASED, FullPool.LIMIT, 300));
		assertThat(found().advice())
			.contains("lower fleet.replicas to the largest possible number of instances, or lower fleet.floor");
	}

	@Test
	void loadThatHasJustGrownIsAskedForSoon() {
		this.pool.fleet(new FleetSnapshot("orders:443", State.LEASED, FullPool.LIMIT, 8, 1, 300, 40, 100, 100));
		assertThat(found().advice()).contains("the next one asks for more");
	}

	@Test
	void floorSaysThatThereIsNoLease() {
		this.pool.fleet(fleet(State.FLOOR, FullPool.LIMIT, 410));
		assertThat(found().evidence())
			.startsWith(
					"there is no lease, only the floor of 8 of the 300 connections that the fleet orders:443 may have")
			.contains("; the lease has run out or was not granted yet; ")
			.endsWith("40 clients have 290 of them and ask for 410 when they were last heard from");
		assertThat(found().advice()).contains("(Redis) cannot be reached", "spring.data.redis.*", "fleet.floor");
	}

	@Test
	void othersMayNeverHaveBeenHeardOf() {
		this.pool.fleet(new FleetSnapshot("orders:443", State.FLOOR, FullPool.LIMIT, 0, 8, 300, 0, 0, 0));
		assertThat(found().evidence()).endsWith("; nothing is known about the other clients yet");
	}

	@ParameterizedTest
	@CsvSource({ "FROZEN,its last size is kept,(Redis) cannot be reached",
			"LEARNING,the store has lost its data,wait for fleet.lease-time and fleet.quarantine" })
	void stateOfTheLeaseSaysWhyItDoesNotGrow(State state, String why, String advice) {
		this.pool.fleet(fleet(state, FullPool.LIMIT, 410));
		assertThat(found().evidence()).startsWith("the lease is 8 of the 300 connections").contains(why);
		assertThat(found().advice()).contains(advice);
	}

	@Test
	void clientThatSharesNothingHasNoBudget() {
		FullPool alone = new FullPool().max(50).hold(FullPool.LIMIT, SomeHolder.in(Phase.FIRST_BYTE, 10));
		assertThat(this.symptom.look(alone.facts())).isNull();
	}

	/**
	 * Eight permits are the limit in force.
	 */
	@ParameterizedTest
	@CsvSource({ "8,50,true", "9,50,false", "60,50,false", "8,8,false" })
	void anotherBoundThatIsSmallerIsTheReason(int lease, int max, boolean found) {
		this.pool.max(max).fleet(fleet(State.LEASED, lease, 410));
		assertThat(isFound()).isEqualTo(found);
	}

	@ParameterizedTest
	@CsvSource({ "8,0,true", "7,0,false", "7,1,true", "0,0,false" })
	void leaseIsUsedUpOrWaitedFor(int used, int pending, boolean found) {
		this.pool.used(used, pending);
		assertThat(isFound()).isEqualTo(found);
	}

	@ParameterizedTest
	@CsvSource({ "7,true", "6,false" })
	void callsOfLowPriorityLeaveSomeOfIt(int used, boolean found) {
		this.pool.leavesSome().used(used, 0);
		assertThat(isFound()).isEqualTo(found);
	}

	@Test
	void boundOfOneRemoteIsNotTheFleets() {
		this.pool.ofOneRemote();
		assertThat(isFound()).isFalse();
	}

}
