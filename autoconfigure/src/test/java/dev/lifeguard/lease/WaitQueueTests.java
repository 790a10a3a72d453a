package dev.lifeguard.lease;

import java.time.Duration;

import dev.lifeguard.failure.PoolExhaustedException.Reason;
import dev.lifeguard.testsupport.ManualNanoClock;
import dev.lifeguard.testsupport.ManualTimer;
import dev.lifeguard.time.Deadline;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link WaitQueue}.
 */
class WaitQueueTests {

	private final WaitQueue queue = new WaitQueue();

	private final ManualNanoClock clock = new ManualNanoClock();

	private final LeaseGate gate = new LeaseGate(new GateSettings(9, Duration.ofSeconds(1), Order.FIFO), () -> 9,
			() -> 1, this.clock, new ManualTimer(this.clock));

	@Test
	void nextOfAnEmptyQueueIsNobody() {
		assertThat(this.queue.next(false)).isNull();
		assertThat(this.queue.next(true)).isNull();
		assertThat(this.queue.oldest()).isNull();
		assertThat(this.queue.size()).isZero();
	}

	@Test
	void nextIsTheOldestOrTheNewestOverAllRemotes() {
		Lease first = add("a");
		add("b");
		add("a");
		Lease last = add("b");
		assertThat(this.queue.next(false)).isSameAs(first);
		assertThat(this.queue.next(true)).isSameAs(last);
		assertThat(this.queue.oldest()).isSameAs(first);
		assertThat(this.queue.size()).isEqualTo(4);
	}

	@Test
	void nextPassesByARemoteThatIsFull() {
		Lease first = add("a");
		Lease second = add("b");
		Lease third = add("a");
		first.remote().permits().tryTake();
		assertThat(this.queue.next(false)).isSameAs(second);
		assertThat(this.queue.next(true)).isSameAs(second);
		assertThat(this.queue.oldest()).isSameAs(first);
		first.remote().permits().giveBack();
		assertThat(this.queue.next(true)).isSameAs(third);
	}

	@Test
	void nextIsNobodyIfEveryRemoteIsFull() {
		add("a").remote().permits().tryTake();
		add("b").remote().permits().tryTake();
		assertThat(this.queue.next(false)).isNull();
	}

	@Test
	void removeTakesOutTheFirstTheMiddleAndTheLast() {
		Lease first = add("a");
		Lease second = add("a");
		Lease third = add("a");
		Lease fourth = add("a");
		this.queue.remove(second);
		assertThat(second.remote().waiting()).isEqualTo(3);
		this.queue.remove(first);
		assertThat(this.queue.next(false)).isSameAs(third);
		this.queue.remove(fourth);
		assertThat(this.queue.next(true)).isSameAs(third);
		this.queue.remove(third);
		assertThat(this.queue.next(false)).isNull();
		assertThat(this.queue.size()).isZero();
	}

	@Test
	void removedLeasesReachNoOthers() {
		add("a");
		Lease second = add("a");
		add("a");
		this.queue.remove(second);
		assertThat(second.older).isNull();
		assertThat(second.newer).isNull();
	}

	@Test
	void notEmptyForCountsFromTheFirstThatCame() {
		assertThat(this.queue.notEmptyFor(this.clock.getAsLong())).isZero();
		Lease first = add("a");
		this.clock.advance(Duration.ofMillis(3));
		Lease second = add("a");
		this.queue.remove(first);
		assertThat(this.queue.notEmptyFor(this.clock.getAsLong())).isEqualTo(3_000_000);
		this.queue.remove(second);
		assertThat(this.queue.notEmptyFor(this.clock.getAsLong())).isZero();
		add("b");
		assertThat(this.queue.notEmptyFor(this.clock.getAsLong())).isZero();
	}

	private Lease add(String host) {
		Lease lease = this.gate.lease(host, 80, Deadline.none(), new Deaf());
		this.queue.add(lease, this.clock.getAsLong());
		return lease;
	}

	private static final class Deaf implements LeaseCallback {

		@Override
		public void granted() {
		}

		@Override
		public void refused(Reason reason) {
		}

	}

}
