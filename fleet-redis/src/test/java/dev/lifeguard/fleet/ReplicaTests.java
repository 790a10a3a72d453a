package dev.lifeguard.fleet;

import java.lang.management.ManagementFactory;
import java.time.Duration;

import com.sun.management.ThreadMXBean;
import dev.lifeguard.failure.FleetSnapshot;
import dev.lifeguard.failure.FleetSnapshot.State;
import dev.lifeguard.limit.FleetSettings;
import dev.lifeguard.limit.FleetSettings.Mode;
import dev.lifeguard.limit.FleetSettings.WhenUnreachable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Replica}.
 */
class ReplicaTests {

	private static final int MANY = 200_000;

	private static final Duration HEARTBEAT = Duration.ofSeconds(5);

	private final ManualClock clock = new ManualClock();

	private final Replica replica = replica(WhenUnreachable.FLOOR);

	private Replica replica(WhenUnreachable whenUnreachable) {
		Replica replica = new Replica(Fleets.of(100, 10, whenUnreachable), this.clock, () -> 0.5);
		replica.begin("orders@1");
		return replica;
	}

	@Test
	void hasItsFloorAtFirst() {
		assertThat(this.replica.getAsInt()).isEqualTo(1);
		assertThat(this.replica.view())
			.isEqualTo(new FleetSnapshot("orders.test:443", State.FLOOR, 1, 1, 1, 100, 0, 1, 1));
	}

	@Test
	void tellsWhatItNeedsBeyondItsFloor() {
		assertThat(this.replica.renew(0, 21)).isEqualTo(new Renewal("orders.test:443", "orders@1", 1, 0, 0, 20, 90,
				Duration.ofSeconds(30), Duration.ofSeconds(25)));
	}

	@Test
	void offerIsUsedAfterASecondAnswerOnly() {
		beat(20);
		assertThat(this.replica.getAsInt()).isEqualTo(1);
		this.clock.advance(HEARTBEAT);
		beat(20);
		assertThat(this.replica.getAsInt()).isEqualTo(21);
	}

	@Test
	void onlyWhatBothAnswersGiveIsUsed() {
		beat(20);
		this.clock.advance(HEARTBEAT);
		beat(7);
		assertThat(this.replica.getAsInt()).isEqualTo(8);
		this.clock.advance(HEARTBEAT);
		beat(30);
		assertThat(this.replica.getAsInt()).as("30 is an offer").isEqualTo(8);
		this.clock.advance(HEARTBEAT);
		beat(40);
		assertThat(this.replica.getAsInt()).isEqualTo(31);
	}

	@Test
	void confirmationThatComesTooSoonIsNone() {
		beat(20);
		this.clock.advance(Duration.ofSeconds(1));
		Renewal early = beat(20);
		assertThat(early.pending()).isEqualTo(20);
		assertThat(this.replica.getAsInt()).isEqualTo(1);
		this.clock.advance(Duration.ofSeconds(4));
		beat(20);
		assertThat(this.replica.getAsInt()).as("five seconds after the offer").isEqualTo(21);
	}

	@Test
	void lessIsLessAtOnce() {
		leased(20);
		this.clock.advance(HEARTBEAT);
		beat(5);
		assertThat(this.replica.getAsInt()).isEqualTo(6);
	}

	@Test
	void whatIsStillOpenIsTold() {
		leased(20);
		this.clock.advance(HEARTBEAT);
		beat(5);
		this.clock.advance(HEARTBEAT);
		assertThat(this.replica.renew(18, 1).has()).isEqualTo(17);
		this.clock.advance(HEARTBEAT);
		assertThat(this.replica.renew(3, 1).has()).isEqualTo(5);
	}

	@Test
	void leaseEndsEarlyByItsOwnClock() {
		leased(20);
		Duration usable = Duration.ofMillis(30_000 - 30 - 500);
		assertThat(this.replica.remaining()).isEqualTo(usable);
		this.clock.advance(usable.minusNanos(1));
		assertThat(this.replica.getAsInt()).isEqualTo(21);
		this.clock.advance(Duration.ofNanos(1));
		assertThat(this.replica.getAsInt()).isEqualTo(1);
		assertThat(this.replica.view().state()).isEqualTo(State.FLOOR);
		assertThat(this.replica.remaining()).isZero();
	}

	@Test
	void leaseCountsFromWhenItsRenewalWasSent() {
		Renewal renewal = this.replica.renew(0, 21);
		this.clock.advance(Duration.ofSeconds(20));
		assertThat(this.replica.granted(renewal, grant(20, false))).isTrue();
		assertThat(this.replica.remaining()).isEqualTo(Duration.ofMillis(9_470));
	}

	@Test
	void answerAfterTheEndOfItsLeaseIsIgnored() {
		leased(20);
		this.clock.advance(HEARTBEAT);
		Renewal renewal = this.replica.renew(21, 21);
		this.clock.advance(Duration.ofSeconds(30));
		assertThat(this.replica.granted(renewal, grant(40, false))).isFalse();
		assertThat(this.replica.getAsInt()).isEqualTo(1);
		assertThat(this.replica.renew(0, 21).pending()).isZero();
	}

	@Test
	void answerToAnEarlierMessageIsIgnored() {
		Renewal lost = this.replica.renew(0, 21);
		this.clock.advance(HEARTBEAT);
		Renewal next = this.replica.renew(0, 21);
		assertThat(this.replica.granted(lost, grant(20, false))).isFalse();
		assertThat(this.replica.granted(next, grant(10, false))).isTrue();
		this.clock.advance(HEARTBEAT);
		Renewal third = this.replica.renew(0, 21);
		assertThat(third.pending()).isEqualTo(10);
	}

	@Test
	void answerCountsOnce() {
		Renewal renewal = beat(20);
		this.clock.advance(HEARTBEAT);
		assertThat(this.replica.granted(renewal, grant(20, false))).isFalse();
		assertThat(this.replica.getAsInt()).isEqualTo(1);
	}

	@Test
	void answerToAnEarlierIncarnationIsIgnored() {
		Renewal renewal = this.replica.renew(0, 21);
		this.replica.leave(0);
		this.replica.begin("orders@2");
		assertThat(this.replica.granted(renewal, grant(20, false))).isFalse();
		assertThat(this.replica.renew(0, 21).pending()).isZero();
	}

	@Test
	void messageThatTheStoreDidNotCountChangesNothing() {
		leased(20);
		this.clock.advance(HEARTBEAT);
		assertThat(this.replica.granted(this.replica.renew(0, 21), null)).isFalse();
		assertThat(this.replica.getAsInt()).isEqualTo(21);
		assertThat(this.replica.remaining()).isEqualTo(Duration.ofMillis(24_470));
	}

	@Test
	void stoppedProcessHasNoLeaseWhenItGoesOn() {
		leased(20);
		this.clock.advance(Duration.ofMinutes(10));
		assertThat(this.replica.getAsInt()).isEqualTo(1);
		Renewal renewal = this.replica.renew(21, 21);
		assertThat(renewal.has()).as("what is still open").isEqualTo(20);
		assertThat(renewal.pending()).isZero();
	}

	@Test
	void lastGrantIsKeptIfThatIsWanted() {
		Replica frozen = replica(WhenUnreachable.FREEZE);
		beat(frozen, 20);
		this.clock.advance(HEARTBEAT);
		beat(frozen, 25);
		this.clock.advance(Duration.ofHours(1));
		assertThat(frozen.getAsInt()).isEqualTo(21);
		assertThat(frozen.view().state()).isEqualTo(State.FROZEN);
		Renewal renewal = frozen.renew(0, 21);
		assertThat(renewal.has()).as("it is told").isEqualTo(20);
		assertThat(renewal.pending()).as("the offer of an hour ago is not").isEqualTo(20);
	}

	@Test
	void nothingIsKeptOfALeaseThatNeverWas() {
		Replica frozen = replica(WhenUnreachable.FREEZE);
		assertThat(frozen.getAsInt()).isEqualTo(1);
		assertThat(frozen.view().state()).isEqualTo(State.FLOOR);
	}

	@Test
	void isDueAtOnceAndThenWithEachHeartbeat() {
		assertThat(this.replica.isDue(0)).isTrue();
		beat(20);
		assertThat(this.replica.isDue(0)).isFalse();
		this.clock.advance(HEARTBEAT.minusNanos(1));
		assertThat(this.replica.isDue(0)).isFalse();
		this.clock.advance(Duration.ofNanos(1));
		assertThat(this.replica.isDue(0)).isTrue();
	}

	/**
	 * Heartbeats are as late as can be, and looked for as rarely as can be.
	 */
	@ParameterizedTest
	@CsvSource({ "300, 1000", "200, 800", "20, 560" })
	void shortestLeaseThatIsAllowedIsHadAndKept(long heartbeat, long leaseTime) {
		FleetSettings settings = times(heartbeat, leaseTime);
		assertThat(settings.usableTime()).isGreaterThan(settings.longestPause());
		assertThat(leastAfterAWhile(settings)).isEqualTo(21);
	}

	@ParameterizedTest
	@CsvSource({ "100, 600", "1, 500", "20, 510" })
	void shorterLeaseIsNeverHad(long heartbeat, long leaseTime) {
		FleetSettings settings = times(heartbeat, leaseTime);
		assertThat(settings.usableTime()).isLessThanOrEqualTo(settings.longestPause());
		assertThat(leastAfterAWhile(settings)).isEqualTo(1);
	}

	private int leastAfterAWhile(FleetSettings settings) {
		Replica late = new Replica(settings, this.clock, () -> 1);
		late.begin("orders@2");
		Duration look = settings.longestPause().minus(settings.heartbeat()).minus(settings.heartbeat().dividedBy(10));
		int least = Integer.MAX_VALUE;
		for (int looks = 0; looks < 300; looks++) {
			least = (looks < 100) ? least : Math.min(least, late.getAsInt());
			if (late.isDue(0)) {
				late.granted(late.renew(0, 21), grant(20, false));
			}
			this.clock.advance(look);
		}
		return least;
	}

	private static FleetSettings times(long heartbeat, long leaseTime) {
		FleetSettings builtIn = FleetSettings.DEFAULTS;
		return new FleetSettings(Mode.LEASE, 100, 10, "orders.test:443", 1, Duration.ofMillis(leaseTime),
				Duration.ofMillis(heartbeat), builtIn.quarantine(), WhenUnreachable.FLOOR);
	}

	@Test
	void heartbeatsAreUpToATenthEarlyOrLate() {
		for (double random : new double[] { 0, 1 }) {
			Replica other = new Replica(Fleets.of(100, 10), this.clock, () -> random);
			other.begin("orders@2");
			beat(other, 20);
			this.clock.advance(Duration.ofMillis((long) (4500 + 1000 * random)).minusNanos(1));
			assertThat(other.isDue(0)).isFalse();
			this.clock.advance(Duration.ofNanos(1));
			assertThat(other.isDue(0)).isTrue();
		}
	}

	@Test
	void isDueWhenWhatTheStoreWaitsForIsClosed() {
		leased(20);
		this.clock.advance(HEARTBEAT);
		beat(5, 21);
		this.clock.advance(Duration.ofSeconds(1));
		assertThat(this.replica.isDue(21)).as("nothing closed yet").isFalse();
		assertThat(this.replica.isDue(15)).isTrue();
		beat(5, 15);
		assertThat(this.replica.isDue(14)).as("just told").isFalse();
		this.clock.advance(Duration.ofSeconds(1));
		assertThat(this.replica.isDue(14)).isTrue();
		beat(5, 6);
		this.clock.advance(Duration.ofSeconds(1));
		assertThat(this.replica.isDue(2)).as("the store waits for nothing").isFalse();
	}

	@Test
	void asksTwiceAsOftenWhileItHasNothingAtAll() {
		beat(0);
		this.clock.advance(Duration.ofMillis(2500));
		assertThat(this.replica.isDue(0)).isTrue();
		Renewal renewal = this.replica.renew(0, 21);
		this.replica.granted(renewal, grant(0, true));
		this.clock.advance(Duration.ofMillis(2500));
		assertThat(this.replica.isDue(0)).as("nobody gets anything while the store learns").isFalse();
	}

	@Test
	void onlyTheFloorIsLeftAfterLeaving() {
		leased(20);
		Renewal departure = this.replica.leave(3);
		assertThat(departure.sequence()).isEqualTo(3);
		assertThat(departure.has()).as("less the floor").isEqualTo(2);
		assertThat(departure.wanted()).isZero();
		assertThat(this.replica.getAsInt()).isEqualTo(1);
		this.clock.advance(HEARTBEAT);
		assertThat(this.replica.isDue(0)).isFalse();
	}

	@Test
	void viewHasTheFleetsNumbers() {
		Renewal renewal = this.replica.renew(0, 21);
		this.replica.granted(renewal, new Grant(20, false, 70, 4, 60, 66, 2));
		assertThat(this.replica.view())
			.isEqualTo(new FleetSnapshot("orders.test:443", State.LEASED, 1, 21, 1, 80, 4, 64, 70));
	}

	@Test
	void viewSaysThatTheStoreLearns() {
		this.replica.granted(this.replica.renew(0, 21), grant(0, true));
		assertThat(this.replica.view().state()).isEqualTo(State.LEARNING);
	}

	@Test
	void fleetMustBeKnown() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new Replica(FleetSettings.DEFAULTS, this.clock, () -> 0.5))
			.withMessage("fleet.group must be known to share a budget out");
	}

	@Test
	void askingForTheShareCostsNoObject() {
		leased(20);
		ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		long sum = ask();
		long before = threads.getCurrentThreadAllocatedBytes();
		sum += ask();
		assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(MANY);
		assertThat(sum).isEqualTo(2L * MANY * 21);
	}

	private long ask() {
		long sum = 0;
		for (int i = 0; i < MANY; i++) {
			sum += this.replica.getAsInt();
		}
		return sum;
	}

	private void leased(int connections) {
		beat(connections);
		this.clock.advance(HEARTBEAT);
		beat(connections);
		assertThat(this.replica.getAsInt()).isEqualTo(connections + 1);
	}

	private Renewal beat(int granted) {
		return beat(this.replica, granted);
	}

	private static Renewal beat(Replica replica, int granted) {
		Renewal renewal = replica.renew(0, 21);
		assertThat(replica.granted(renewal, grant(granted, false))).isTrue();
		return renewal;
	}

	private void beat(int granted, int open) {
		assertThat(this.replica.granted(this.replica.renew(open, 1), grant(granted, false))).isTrue();
	}

	private static Grant grant(int connections, boolean learning) {
		return new Grant(connections, learning, 90, 1, connections, 20, 0);
	}

}
