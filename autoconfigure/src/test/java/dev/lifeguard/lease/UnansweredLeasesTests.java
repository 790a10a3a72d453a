package dev.lifeguard.lease;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.lifeguard.testsupport.ManualNanoClock;
import dev.lifeguard.testsupport.ManualTimer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link UnansweredLeases}.
 */
class UnansweredLeasesTests {

	private final ManualNanoClock clock = new ManualNanoClock();

	private final LeaseGate gate = new LeaseGate(new GateSettings(9, Duration.ofSeconds(1), Order.FIFO), () -> 9,
			() -> 9, this.clock, new ManualTimer(this.clock));

	private final List<String> told = new ArrayList<>();

	private final UnansweredLeases leases = UnansweredLeases.of(new OfOne());

	@Test
	void withoutALimitNothingIsCounted() {
		UnansweredLeases none = UnansweredLeases.of(null);
		assertThat(none).isSameAs(UnansweredLeases.UNLIMITED);
		Lease lease = lease();
		assertThat(none.tryTake(lease)).isTrue();
		assertThat(none.isFull(Priority.NORMAL)).isFalse();
		assertThat(none.isFullFor(lease)).isFalse();
		assertThat(none.giveBack(lease)).isFalse();
		assertThat(none.bound(7)).isEqualTo(7);
	}

	@Test
	void placeIsGivenBackOnce() {
		Lease first = lease();
		Lease second = lease();
		assertThat(this.leases.tryTake(first)).isTrue();
		assertThat(this.leases.tryTake(second)).isFalse();
		assertThat(this.leases.isFullFor(second)).isTrue();
		assertThat(this.leases.giveBack(second)).as("it had none").isFalse();
		assertThat(this.leases.giveBack(first)).isTrue();
		assertThat(this.leases.giveBack(first)).isFalse();
		assertThat(this.leases.tryTake(second)).isTrue();
		assertThat(this.leases.isFull(Priority.NORMAL)).isTrue();
		assertThat(this.told).containsExactly("granted 1", "granted 1");
	}

	@Test
	void endGivesThePlaceBackAndIsToldWhereNoHeadCame() {
		Lease lease = lease();
		this.leases.tryTake(lease);
		this.leases.ended(lease, Outcome.of(Outcome.Kind.FAILED, 0));
		this.leases.ended(lease, Outcome.answered(200));
		assertThat(this.leases.isFull(Priority.NORMAL)).isFalse();
		assertThat(this.told).containsExactly("granted 1", "unanswered FAILED");
	}

	@Test
	void limitIsTheLesserOne() {
		assertThat(this.leases.bound(7)).isOne();
		assertThat(this.leases.bound(0)).isZero();
	}

	private Lease lease() {
		return Caller.of(this.gate, "a").lease();
	}

	/**
	 * A limit of one that remembers what it is told.
	 */
	private final class OfOne implements ResponseLimit {

		@Override
		public int limit() {
			return 1;
		}

		@Override
		public boolean isFor(Lease lease) {
			return true;
		}

		@Override
		public void granted(int waiting) {
			UnansweredLeasesTests.this.told.add("granted " + waiting);
		}

		@Override
		public void blocked() {
			UnansweredLeasesTests.this.told.add("blocked");
		}

		@Override
		public void answered(Lease lease, int status, boolean stream) {
			UnansweredLeasesTests.this.told.add("answered " + status);
		}

		@Override
		public void unanswered(Lease lease, Outcome outcome) {
			UnansweredLeasesTests.this.told.add("unanswered " + outcome);
		}

	}

}
