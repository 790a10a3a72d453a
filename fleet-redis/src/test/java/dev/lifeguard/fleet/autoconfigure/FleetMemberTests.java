package dev.lifeguard.fleet.autoconfigure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.lifeguard.fleet.BudgetStore;
import dev.lifeguard.fleet.BudgetStoreException;
import dev.lifeguard.fleet.Fleets;
import dev.lifeguard.fleet.Grant;
import dev.lifeguard.fleet.ManualClock;
import dev.lifeguard.fleet.Renewal;
import dev.lifeguard.fleet.Replica;
import dev.lifeguard.limit.FleetSettings.WhenUnreachable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FleetMember}, and what is logged of it.
 */
@ExtendWith(OutputCaptureExtension.class)
class FleetMemberTests {

	private static final Duration HEARTBEAT = Duration.ofSeconds(5);

	private final ManualClock clock = new ManualClock();

	private final Store store = new Store();

	private final TestPool pool = new TestPool();

	private final FleetMember member = member(WhenUnreachable.FLOOR);

	private FleetMember member(WhenUnreachable whenUnreachable) {
		Replica replica = new Replica(Fleets.of(100, 10, whenUnreachable), this.clock, () -> 0.5);
		FleetMember member = new FleetMember("orders", replica, this.pool, this.clock);
		member.begin("incarnation");
		return member;
	}

	@Test
	void tellsWhatThePoolHasAndNeeds() {
		this.pool.use(10);
		this.pool.wait(50);
		beat(this.member);
		assertThat(this.store.heard).singleElement().satisfies((renewal) -> {
			assertThat(renewal.member()).isEqualTo("orders@incarnation");
			assertThat(renewal.has()).isEqualTo(9);
			assertThat(renewal.wanted()).isEqualTo(22);
		});
	}

	@Test
	void needsNoMoreThanThePoolMayUse() {
		this.pool.use(10);
		this.pool.wait(1000);
		beat(this.member);
		assertThat(this.store.heard.get(0).wanted()).isEqualTo(49);
	}

	@Test
	void needsAsMuchAsAnOperatorAllows() {
		this.pool.use(10);
		this.pool.wait(1000);
		this.pool.resize(80);
		beat(this.member);
		this.pool.resize(5);
		beat(this.member);
		assertThat(this.store.heard).extracting(Renewal::wanted).as("less the floor").containsExactly(79, 4);
	}

	@Test
	void isNotHeardBetweenHeartbeats() {
		this.member.look();
		this.member.renew(this.store);
		this.clock.advance(Duration.ofSeconds(1));
		assertThat(this.member.look()).isFalse();
		this.member.renew(this.store);
		assertThat(this.store.heard).hasSize(1);
	}

	@Test
	void poolHearsOfEachChangeOfItsShare() {
		beat(this.member);
		assertThat(this.pool.changes()).isZero();
		beat(this.member);
		assertThat(this.pool.changes()).isEqualTo(1);
		beat(this.member);
		assertThat(this.pool.changes()).isEqualTo(1);
		this.clock.advance(Duration.ofSeconds(60));
		this.member.look();
		assertThat(this.pool.changes()).as("the lease is over").isEqualTo(2);
	}

	@Test
	void leavesWithWhatCouldNotBeClosed() {
		this.pool.use(4);
		beat(this.member);
		this.member.leave(this.store);
		assertThat(this.store.left).singleElement().satisfies((renewal) -> assertThat(renewal.has()).isEqualTo(3));
	}

	@Test
	void storeThatFailsIsWarnedOfOnce(CapturedOutput output) {
		this.store.failure = new BudgetStoreException("Redis cannot be used (ConnectException)",
				new IllegalStateException("redis://user:secret@redis.test"));
		for (int beat = 0; beat < 20; beat++) {
			beat(this.member);
		}
		assertThat(warnings(output)).singleElement()
			.asString()
			.endsWith(
					"client 'orders': its share of the budget of fleet 'orders.test:443' is not renewed: Redis cannot be "
							+ "used (ConnectException); it has its floor of 1 connection, and calls go on within that; it asks again "
							+ "every 5.0s; see that Redis is reachable, and that spring.data.redis.* is right");
	}

	@Test
	void endOfTheTroubleIsSaidOnce(CapturedOutput output) {
		this.store.failure = new BudgetStoreException("Redis cannot be used (ConnectException)", new Exception());
		beat(this.member);
		beat(this.member);
		this.store.failure = null;
		for (int beat = 0; beat < 5; beat++) {
			beat(this.member);
		}
		assertThat(infos(output)).singleElement()
			.asString()
			.endsWith(
					"client 'orders': its share of the budget of fleet 'orders.test:443' is renewed again, after 15.0s; "
							+ "it has 10 connections");
	}

	@Test
	void failureNowAndThenIsNotWorthALine(CapturedOutput output) {
		for (int beat = 0; beat < 20; beat++) {
			this.store.failure = (beat % 2 == 0) ? new BudgetStoreException("no", new Exception()) : null;
			beat(this.member);
		}
		assertThat(warnings(output)).isEmpty();
		assertThat(infos(output)).isEmpty();
	}

	@Test
	void renewalNowAndThenIsNotTheEnd(CapturedOutput output) {
		for (int beat = 0; beat < 30; beat++) {
			this.store.failure = (beat % 3 > 0) ? new BudgetStoreException("no", new Exception()) : null;
			beat(this.member);
		}
		assertThat(warnings(output)).hasSize(1);
		assertThat(infos(output)).isEmpty();
	}

	@Test
	void whatIsLeftOfTheLeaseIsSaid(CapturedOutput output) {
		beat(this.member);
		beat(this.member);
		this.store.failure = new BudgetStoreException("no", new Exception());
		beat(this.member);
		beat(this.member);
		assertThat(warnings(output)).singleElement()
			.asString()
			.contains("it has 10 connections for another 19.5s, and its floor of 1 from then on");
	}

	@Test
	void leaseThatIsKeptIsSaid(CapturedOutput output) {
		FleetMember frozen = member(WhenUnreachable.FREEZE);
		beat(frozen);
		beat(frozen);
		this.store.failure = new BudgetStoreException("no", new Exception());
		beat(frozen);
		beat(frozen);
		assertThat(warnings(output)).singleElement()
			.asString()
			.contains("it keeps its 10 connections (fleet.when-unreachable is freeze)");
	}

	@Test
	void storeThatHangsIsWarnedOfOnce(CapturedOutput output) {
		this.store.whenAsked = () -> {
			for (int second = 0; second < 30; second++) {
				this.clock.advance(Duration.ofSeconds(1));
				assertThat(this.member.look()).isEqualTo(second >= 4);
			}
		};
		beat(this.member);
		assertThat(warnings(output)).singleElement().asString().contains("is not renewed: no answer for 10.0s;");
	}

	@Test
	void newFleetIsExplainedOnce(CapturedOutput output) {
		this.store.learning = true;
		beat(this.member);
		beat(this.member);
		assertThat(infos(output)).singleElement()
			.asString()
			.endsWith(
					"client 'orders': nothing is known of fleet 'orders.test:443' yet, because it is new or its data was "
							+ "lost: for up to 55.0s all its members keep what they have, and none gets more; it has 1 connection");
	}

	@Test
	void failureToLeaveIsSaid(CapturedOutput output) {
		this.store.failure = new BudgetStoreException("Redis cannot be used (ConnectException)", new Exception());
		this.member.leave(this.store);
		assertThat(infos(output)).singleElement()
			.asString()
			.endsWith("client 'orders': it could not leave fleet 'orders.test:443': Redis cannot be used "
					+ "(ConnectException); what it had is kept back for 55.0s");
	}

	@Test
	void nothingOfTheDriversIsInALineThatOperatorsSee(CapturedOutput output) {
		this.store.failure = new IllegalStateException("redis://user:secret@redis.test");
		beat(this.member);
		beat(this.member);
		assertThat(warnings(output)).singleElement()
			.asString()
			.contains("is not renewed: java.lang.IllegalStateException;")
			.doesNotContain("secret");
	}

	private void beat(FleetMember member) {
		assertThat(member.look()).isTrue();
		member.renew(this.store);
		this.clock.advance(HEARTBEAT);
	}

	private static List<String> warnings(CapturedOutput output) {
		return output.toString().lines().filter((line) -> line.contains(" WARN ")).toList();
	}

	private static List<String> infos(CapturedOutput output) {
		return output.toString().lines().filter((line) -> line.contains(" INFO ")).toList();
	}

	/**
	 * Store that gives everybody nine.
	 */
	private static final class Store implements BudgetStore {

		private final List<Renewal> heard = new ArrayList<>();

		private final List<Renewal> left = new ArrayList<>();

		private @Nullable RuntimeException failure;

		private boolean learning;

		private Runnable whenAsked = () -> {
		};

		@Override
		public Grant renew(Renewal renewal) {
			this.whenAsked.run();
			fail();
			this.heard.add(renewal);
			int granted = this.learning ? 0 : 9;
			return new Grant(granted, this.learning, 90, 1, granted, renewal.wanted(), 0);
		}

		@Override
		public void leave(Renewal renewal) {
			fail();
			this.left.add(renewal);
		}

		private void fail() {
			if (this.failure != null) {
				throw this.failure;
			}
		}

	}

}
