package dev.lifeguard.fleet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import dev.lifeguard.failure.FleetSnapshot.State;
import dev.lifeguard.fleet.TestFleet.Member;
import dev.lifeguard.limit.FleetSettings;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Several {@link Replica replicas} and a store: who gets what, and when.
 */
class SharedBudgetTests {

	private static final Duration HEARTBEAT = Duration.ofSeconds(5);

	/** Less than 0.99 is unfair. */
	private static final double FAIR = 0.99;

	private static final FleetSettings FLEET = Fleets.of(100, 10);

	private final TestFleet fleet = TestFleet.thatHasLearned();

	@Test
	void newFleetLearnsFirst() {
		TestFleet fleet = new TestFleet();
		Member member = fleet.join(FLEET, 20);
		fleet.run(Duration.ofSeconds(54));
		assertThat(member.share()).isEqualTo(1);
		assertThat(member.replica().view().state()).isEqualTo(State.LEARNING);
		fleet.run(Duration.ofSeconds(1).plus(HEARTBEAT.multipliedBy(3)));
		assertThat(member.share()).isEqualTo(20);
		assertThat(member.replica().view().state()).isEqualTo(State.LEASED);
	}

	@Test
	void emptyFleetIsRemembered() {
		this.fleet.run(Duration.ofHours(24));
		Member member = this.fleet.join(FLEET, 20);
		this.fleet.run(HEARTBEAT.multipliedBy(3));
		assertThat(member.share()).isEqualTo(20);
	}

	@Test
	void oneMemberGetsWhatItNeeds() {
		Member member = this.fleet.join(FLEET, 20);
		this.fleet.run(HEARTBEAT.multipliedBy(3));
		assertThat(member.share()).isEqualTo(20);
	}

	@Test
	void budgetWithoutTheFloorsIsSharedOut() {
		Member member = this.fleet.join(FLEET, 500);
		this.fleet.run(HEARTBEAT.multipliedBy(3));
		assertThat(member.share()).as("90 and its floor").isEqualTo(91);
	}

	@Test
	void equalNeedsGetEqualShares() {
		List<Member> members = join(7, 50);
		this.fleet.run(HEARTBEAT.multipliedBy(8));
		assertThat(jain(members)).isGreaterThanOrEqualTo(FAIR);
		assertThat(this.fleet.usable()).isEqualTo(90);
	}

	@Test
	void smallNeedsAreMetAndTheRestIsForTheLargeOnes() {
		List<Member> small = join(3, 11);
		List<Member> large = join(2, 70);
		this.fleet.run(HEARTBEAT.multipliedBy(8));
		assertThat(small).allMatch((member) -> member.share() == 11);
		assertThat(large).allMatch((member) -> member.share() == 31);
	}

	@Test
	void newcomersReachTheirShareWithinThreeHeartbeats() {
		List<Member> members = join(4, 50);
		this.fleet.run(HEARTBEAT.multipliedBy(8));
		List<Member> newcomers = join(5, 50);
		this.fleet.run(HEARTBEAT.multipliedBy(3).plusSeconds(1));
		assertThat(newcomers).allMatch((member) -> member.share() == 11);
		this.fleet.run(HEARTBEAT);
		assertThat(members).allMatch((member) -> member.share() == 11);
	}

	@Test
	void tenGrowToFiftyAndShrinkToTwelve() {
		FleetSettings large = Fleets.of(300, 60);
		List<Member> members = new ArrayList<>();
		for (int count : new int[] { 10, 50, 12 }) {
			while (members.size() > count) {
				this.fleet.leave(members.remove(0));
			}
			while (members.size() < count) {
				members.add(this.fleet.join(large, 23));
			}
			this.fleet.run(HEARTBEAT.multipliedBy(3).plusSeconds(1));
			int fair = Math.min(23, 240 / count + 1);
			assertThat(members).as("%s members", count)
				.allSatisfy((member) -> assertThat(member.share()).isBetween(fair, fair + 1));
			this.fleet.run(HEARTBEAT.multipliedBy(3));
			assertThat(jain(members)).isGreaterThanOrEqualTo(FAIR);
		}
	}

	@Test
	void whatNobodyUsesIsHadWithinTwoHeartbeats() {
		Member needy = this.fleet.join(FLEET, 10);
		this.fleet.run(HEARTBEAT.multipliedBy(4));
		needy.need(60);
		this.fleet.run(HEARTBEAT.multipliedBy(2).plusSeconds(1));
		assertThat(needy.share()).isEqualTo(60);
	}

	@Test
	void whatOthersNeedNoMoreFlowsToTheNeedy() {
		Member idle = this.fleet.join(FLEET, 60);
		Member needy = this.fleet.join(FLEET, 60);
		this.fleet.run(HEARTBEAT.multipliedBy(8));
		assertThat(idle.share()).isEqualTo(46);
		idle.need(1);
		this.fleet.run(HEARTBEAT.multipliedBy(4));
		assertThat(needy.share()).isEqualTo(60);
	}

	@Test
	void leavingFreesAtOnce() {
		Member first = this.fleet.join(FLEET, 91);
		this.fleet.run(HEARTBEAT.multipliedBy(3));
		this.fleet.leave(first);
		Member second = this.fleet.join(FLEET, 91);
		this.fleet.run(HEARTBEAT.multipliedBy(2).plusSeconds(1));
		assertThat(second.share()).isEqualTo(91);
	}

	@Test
	void whatAVanishedMemberHadIsKeptBack() {
		Member first = this.fleet.join(FLEET, 91);
		this.fleet.run(HEARTBEAT.multipliedBy(3));
		this.fleet.kill(first);
		Member second = this.fleet.join(FLEET, 91);
		this.fleet.run(Duration.ofSeconds(49));
		assertThat(second.share()).isEqualTo(1);
		this.fleet.run(Duration.ofSeconds(6).plus(HEARTBEAT.multipliedBy(2)));
		assertThat(second.share()).isEqualTo(91);
	}

	@Test
	void outageThatIsShorterThanALeaseChangesNothing() {
		List<Member> members = join(3, 31);
		this.fleet.run(HEARTBEAT.multipliedBy(4));
		this.fleet.storeAway(true);
		this.fleet.run(Duration.ofSeconds(20));
		assertThat(members).allMatch((member) -> member.share() == 31);
		this.fleet.storeAway(false);
		this.fleet.run(HEARTBEAT.multipliedBy(2));
		assertThat(members).allMatch((member) -> member.share() == 31);
	}

	@Test
	void floorIsLeftInALongOutageAndAllIsHadAgainAfterwards() {
		List<Member> members = join(3, 31);
		this.fleet.run(HEARTBEAT.multipliedBy(4));
		this.fleet.storeAway(true);
		this.fleet.run(Duration.ofSeconds(300));
		assertThat(members).allMatch((member) -> member.share() == 1);
		this.fleet.storeAway(false);
		this.fleet.run(HEARTBEAT.multipliedBy(3));
		assertThat(members).allMatch((member) -> member.share() == 31);
	}

	@Test
	void membersKeepWhatTheyHaveWhileTheStoreLearnsAgain() {
		List<Member> members = join(3, 25);
		this.fleet.run(HEARTBEAT.multipliedBy(4));
		this.fleet.store().clear();
		Member newcomer = this.fleet.join(FLEET, 10);
		this.fleet.run(Duration.ofSeconds(50));
		assertThat(members).allMatch((member) -> member.share() == 25);
		assertThat(newcomer.share()).isEqualTo(1);
		this.fleet.run(Duration.ofSeconds(6).plus(HEARTBEAT.multipliedBy(2)));
		assertThat(newcomer.share()).isEqualTo(10);
	}

	@Test
	void smallestBudgetCountsWhileTheConfigurationIsRolledOut() {
		List<Member> old = join(2, 60);
		this.fleet.run(HEARTBEAT.multipliedBy(8));
		Member lowered = this.fleet.join(Fleets.of(40, 10), 60);
		this.fleet.run(HEARTBEAT.multipliedBy(6));
		assertThat(this.fleet.usable()).isEqualTo(30);
		assertThat(old.get(0).replica().view().budget()).isEqualTo(40);
		this.fleet.leave(lowered);
		this.fleet.run(HEARTBEAT.multipliedBy(3));
		assertThat(this.fleet.usable()).isEqualTo(90);
	}

	@Test
	void loweredBudgetIsReachedWithinALeaseAndAQuarantine() {
		List<Member> old = join(3, 60);
		this.fleet.run(HEARTBEAT.multipliedBy(8));
		old.forEach(this.fleet::kill);
		List<Member> restarted = IntStream.range(0, 3)
			.mapToObj((index) -> this.fleet.join(Fleets.of(40, 10), 60))
			.toList();
		this.fleet.run(Duration.ofSeconds(55).plus(HEARTBEAT.multipliedBy(3)));
		assertThat(this.fleet.usable()).isEqualTo(30);
		assertThat(this.fleet.store().given()).isEqualTo(30);
		assertThat(jain(restarted)).isGreaterThanOrEqualTo(FAIR);
	}

	@Test
	void timeOfDayOfTheStoreDoesNotMatter() {
		List<Member> members = join(3, 60);
		this.fleet.run(HEARTBEAT.multipliedBy(8));
		for (int hours : new int[] { 1, 0, -1, 0 }) {
			this.fleet.setWallClock(Duration.ofHours(hours));
			this.fleet.run(Duration.ofMinutes(2));
			assertThat(members).allMatch((member) -> member.share() == 31);
		}
	}

	@Test
	void stepForwardOfTheStoresClockFreesNothingThatIsInUse() {
		Member silent = this.fleet.join(FLEET, 91);
		this.fleet.run(HEARTBEAT.multipliedBy(3));
		Member second = this.fleet.join(FLEET, 91);
		silent.stop(true);
		this.fleet.setWallClock(Duration.ofHours(1));
		while (silent.share() > 1) {
			assertThat(second.share()).isEqualTo(1);
			this.fleet.run(Duration.ofMillis(100));
		}
	}

	private List<Member> join(int count, int needed) {
		return IntStream.range(0, count).mapToObj((index) -> this.fleet.join(FLEET, needed)).toList();
	}

	/**
	 * Jain's index of fairness: 1 if all have the same.
	 */
	private static double jain(List<Member> members) {
		double sum = members.stream().mapToDouble(Member::share).sum();
		double squares = members.stream().mapToDouble((member) -> Math.pow(member.share(), 2)).sum();
		return sum * sum / (members.size() * squares);
	}

}
