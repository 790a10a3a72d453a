package dev.lifeguard.lease;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.lifeguard.failure.PoolExhaustedException.Reason;
import dev.lifeguard.failure.RemoteSnapshot;
import dev.lifeguard.lease.GateSnapshot.RemoteLeases;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link Remote} and of the numbers that a {@link GateSnapshot} takes from it.
 */
class RemoteTests {

	private static final LeaseGate GATE = new LeaseGate(new GateSettings(9, Duration.ofSeconds(1), Order.FIFO), () -> 9,
			() -> 1, () -> 0, (task, delay) -> task);

	private static final LeaseCallback CALLBACK = new LeaseCallback() {

		@Override
		public void granted() {
		}

		@Override
		public void refused(Reason reason) {
		}

	};

	private final Remote remote = new Remote("a:80", () -> 3, Order.FIFO);

	@Test
	void lineIsAsTheOrderSays() {
		assertThat(new Remote("a:80", () -> 3, Order.FIFO).line(Priority.NORMAL)).isInstanceOf(FifoLine.class);
		assertThat(new Remote("a:80", () -> 3, Order.LIFO).line(Priority.NORMAL)).isInstanceOf(LifoLine.class);
		assertThat(new Remote("a:80", () -> 3, Order.ADAPTIVE).line(Priority.NORMAL)).isInstanceOf(FeasibleLine.class);
	}

	@Test
	void thoseOfEachPriorityHaveALineOfTheirOwn() {
		for (Priority priority : Priority.values()) {
			this.remote.line(priority).add(new Lease(GATE, this.remote, () -> Long.MAX_VALUE, CALLBACK, 0));
			assertThat(this.remote.line(priority).size()).isOne();
		}
		assertThat(this.remote.pending()).isEqualTo(3);
	}

	@Test
	void lineChoosesByWhatTheRemoteHasLearned() {
		Remote learning = new Remote("a:80", () -> 3, Order.ADAPTIVE);
		Lease waiting = new Lease(GATE, learning, () -> 5, CALLBACK, 0);
		waiting.given(5, 0);
		learning.line(Priority.NORMAL).add(waiting);
		for (int call = 0; call < HoldingTimes.SIZE; call++) {
			learning.prospects().ended(Outcome.answered(200), 6, 6, 0);
		}
		List<Lease> hopeless = new ArrayList<>();
		assertThat(learning.line(Priority.NORMAL).next(0, hopeless)).isNull();
		assertThat(hopeless).containsExactly(waiting);
	}

	@Test
	void remoteInUseIsNotRetired() {
		assertThat(this.remote.tryUse()).isTrue();
		assertThat(this.remote.tryRetire()).isFalse();
		this.remote.endUse();
		assertThat(this.remote.tryRetire()).isTrue();
		assertThat(this.remote.tryUse()).isFalse();
		assertThat(this.remote.tryUse()).isFalse();
	}

	@Test
	void activeAreThoseWithAConnectionAndNeverMoreThanThePlaces() {
		this.remote.permits().tryTake(Priority.NORMAL);
		this.remote.permits().tryTake(Priority.NORMAL);
		assertThat(this.remote.active()).isZero();
		this.remote.connected();
		assertThat(this.remote.active()).isEqualTo(1);
		this.remote.connected();
		this.remote.permits().giveBack();
		assertThat(this.remote.active()).isEqualTo(1);
		this.remote.disconnected();
		this.remote.disconnected();
		this.remote.disconnected();
		assertThat(this.remote.active()).isZero();
	}

	@Test
	void snapshotAddsTheRemotesUp() {
		this.remote.permits().tryTake(Priority.NORMAL);
		this.remote.permits().tryTake(Priority.NORMAL);
		this.remote.connected();
		this.remote.line(Priority.NORMAL).add(new Lease(GATE, this.remote, () -> Long.MAX_VALUE, CALLBACK, 0));
		Remote other = new Remote("b:80", () -> 3, Order.FIFO);
		other.permits().tryTake(Priority.NORMAL);
		GateSnapshot gate = GateSnapshot.of(List.of(other, this.remote), 5, 1);
		assertThat(gate).isEqualTo(new GateSnapshot(5, 1, 2, 1, gate.remotes()));
		assertThat(gate.remotes()).containsEntry("a:80", new RemoteLeases(3, 1, 1, 1))
			.containsEntry("b:80", new RemoteLeases(3, 0, 1, 0))
			.hasSize(2);
		assertThat(gate.remotes().get("a:80").withIdle(7)).isEqualTo(new RemoteSnapshot(3, 1, 7, 1, 1));
	}

}
