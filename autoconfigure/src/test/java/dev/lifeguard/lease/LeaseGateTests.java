package dev.lifeguard.lease;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import dev.lifeguard.failure.PoolExhaustedException.Reason;
import dev.lifeguard.lease.GateSnapshot.RemoteLeases;
import dev.lifeguard.limit.Limit;
import dev.lifeguard.testsupport.ManualNanoClock;
import dev.lifeguard.testsupport.ManualTimer;
import dev.lifeguard.time.Deadline;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link LeaseGate}: who is granted a lease, and how it ends.
 */
class LeaseGateTests {

	private static final int MANY = 100_000;

	private final ManualNanoClock clock = new ManualNanoClock();

	private final ManualTimer timer = new ManualTimer(this.clock);

	private final Limit bound = new Limit(2);

	private final Limit boundPerRemote = new Limit(2);

	private final LeaseGate gate = new LeaseGate(new GateSettings(MANY, Duration.ofSeconds(1), Order.FIFO), this.bound,
			this.boundPerRemote, this.clock, this.timer);

	@Test
	void acquireWhenFreeIsGrantedAtOnce() {
		Caller caller = ask("a");
		assertThat(caller.isGranted()).isTrue();
		assertThat(caller.lease().isHeld()).isTrue();
		assertThat(this.timer.size()).isZero();
	}

	@Test
	void acquireWhenFullWaits() {
		ask("a");
		ask("b");
		Caller third = ask("c");
		assertThat(third.answers()).isZero();
		assertThat(this.gate.snapshot().pending()).isOne();
	}

	@Test
	void acquireTwiceCountsOnce() {
		Caller caller = ask("a");
		this.clock.advance(Duration.ofSeconds(1));
		caller.ask();
		assertThat(caller.answers()).isOne();
		assertThat(this.gate.snapshot().connecting()).isOne();
		assertThat(caller.lease().held()).isEqualTo(Duration.ofSeconds(1));
		assertThat(ask("a").isGranted()).isTrue();
	}

	@Test
	void acquireAfterTheDeadlineIsRefused() {
		Deadline deadline = Deadline.after(Duration.ofMillis(1), this.clock);
		this.clock.advance(Duration.ofMillis(1));
		Caller caller = Caller.asking(this.gate, deadline);
		assertThat(caller.reason()).isEqualTo(Reason.DEADLINE);
	}

	@Test
	void endServesTheOneThatHasWaitedLongest() {
		Caller first = ask("a");
		ask("a");
		Caller third = ask("a");
		Caller fourth = ask("a");
		first.end();
		assertThat(third.isGranted()).isTrue();
		assertThat(fourth.answers()).isZero();
	}

	@Test
	void endTwiceGivesOnePlaceBack() {
		Caller first = ask("a");
		ask("a");
		Caller third = ask("a");
		Caller fourth = ask("a");
		first.end();
		first.end();
		assertThat(third.isGranted()).isTrue();
		assertThat(fourth.answers()).isZero();
	}

	@Test
	void endBeforeTheGrantDoesNothing() {
		Caller caller = Caller.of(this.gate, "a");
		caller.end();
		assertThat(caller.ask().isGranted()).isTrue();
	}

	@Test
	void remoteAtItsBoundDoesNotHoldUpOthers() {
		this.boundPerRemote.change(1);
		ask("a");
		Caller waiting = ask("a");
		Caller other = ask("b");
		assertThat(waiting.answers()).isZero();
		assertThat(other.isGranted()).isTrue();
	}

	@Test
	void remoteAtItsBoundIsServedByItsOwnEnd() {
		this.bound.change(3);
		this.boundPerRemote.change(1);
		Caller first = ask("a");
		Caller other = ask("b");
		Caller waiting = ask("a");
		other.end();
		assertThat(waiting.answers()).isZero();
		first.end();
		assertThat(waiting.isGranted()).isTrue();
	}

	@Test
	void growingServesTheWaitingAtOnce() {
		ask("a");
		ask("b");
		List<Caller> waiting = List.of(ask("a"), ask("b"), ask("c"));
		this.bound.change(4);
		this.gate.boundChanged();
		assertThat(waiting).extracting(Caller::isGranted).containsExactly(true, true, false);
		assertThat(this.timer.size()).isOne();
	}

	@Test
	void growingTheBoundPerRemoteServesTheWaitingAtOnce() {
		this.bound.change(10);
		ask("a");
		ask("a");
		Caller waiting = ask("a");
		this.boundPerRemote.change(3);
		this.gate.boundChanged();
		assertThat(waiting.isGranted()).isTrue();
	}

	@Test
	void growingServesTheOthersIfARivalTakesThePlaceOfTheFirst() {
		this.bound.change(1);
		AtomicReference<Runnable> rival = new AtomicReference<>();
		LeaseGate gate = new LeaseGate(new GateSettings(MANY, Duration.ofSeconds(1), Order.FIFO), this.bound, () -> {
			Optional.ofNullable(rival.getAndSet(null)).ifPresent(Runnable::run);
			return 1;
		}, this.clock, this.timer);
		Caller.asking(gate, "z");
		Caller first = Caller.asking(gate, "a");
		Caller second = Caller.asking(gate, "b");
		rival.set(() -> first.lease().remote().permits().tryTake(Priority.NORMAL));
		this.bound.change(3);
		gate.boundChanged();
		assertThat(first.answers()).isZero();
		assertThat(second.isGranted()).isTrue();
	}

	@Test
	void shrinkingDropsNobody() {
		Caller first = ask("a");
		Caller second = ask("a");
		Caller third = ask("a");
		this.bound.change(1);
		this.gate.boundChanged();
		assertThat(first.lease().isHeld()).isTrue();
		assertThat(second.lease().isHeld()).isTrue();
		first.end();
		assertThat(third.answers()).isZero();
		second.end();
		assertThat(third.isGranted()).isTrue();
	}

	@Test
	void shutDownRefusesTheWaitingAndNewcomers() {
		Caller held = ask("a");
		ask("a");
		Caller waiting = ask("a");
		this.gate.shutDown();
		assertThat(waiting.reason()).isEqualTo(Reason.SHUT_DOWN);
		assertThat(held.lease().isHeld()).isTrue();
		held.end();
		assertThat(ask("a").reason()).isEqualTo(Reason.SHUT_DOWN);
		assertThat(this.timer.size()).isZero();
	}

	@Test
	void endWithinGrantedDoesNotOverflowTheStack() {
		Caller first = ask("a");
		Caller second = ask("a");
		Deque<Caller> waiting = new ArrayDeque<>();
		for (int i = 0; i < MANY; i++) {
			waiting.add(new Caller(this.gate, "a", Deadline.none(), () -> waiting.remove().end()).ask());
		}
		first.end();
		assertThat(waiting).isEmpty();
		assertThat(this.gate.snapshot().pending()).isZero();
		second.end();
		assertThat(this.gate.snapshot().connecting()).isZero();
	}

	@Test
	void endWithinGrantedServesInOrder() {
		Caller first = ask("a");
		ask("a");
		List<Integer> order = new ArrayList<>();
		Deque<Caller> waiting = new ArrayDeque<>();
		for (int i = 0; i < 3; i++) {
			int number = i;
			waiting.add(new Caller(this.gate, "a", Deadline.none(), () -> {
				order.add(number);
				waiting.remove().end();
			}).ask());
		}
		first.end();
		assertThat(order).containsExactly(0, 1, 2);
	}

	@Test
	void acquireWithinGrantedIsServedByTheSameLoop() {
		Caller first = ask("a");
		ask("a");
		Caller nested = Caller.of(this.gate, "a");
		new Caller(this.gate, "a", Deadline.none(), nested::ask).ask();
		first.end();
		assertThat(nested.answers()).isZero();
		this.bound.change(3);
		this.boundPerRemote.change(3);
		this.gate.boundChanged();
		assertThat(nested.isGranted()).isTrue();
	}

	@Test
	void snapshotCountsWhatIsHeldAndWhoWaits() {
		Caller first = ask("a");
		first.lease().enter(Phase.SENDING, this.clock.getAsLong());
		ask("b");
		ask("a");
		GateSnapshot snapshot = this.gate.snapshot();
		assertThat(snapshot.limit()).isEqualTo(2);
		assertThat(snapshot.active()).isOne();
		assertThat(snapshot.connecting()).isOne();
		assertThat(snapshot.pending()).isOne();
		assertThat(snapshot.remotes()).containsEntry("a:80", new RemoteLeases(2, 1, 0, 1))
			.containsEntry("b:80", new RemoteLeases(2, 0, 1, 0));
	}

	@Test
	void leaseThatIsBackToConnectingCountsAsThat() {
		Caller redirected = ask("a");
		redirected.lease().enter(Phase.SENDING, this.clock.getAsLong());
		redirected.lease().enter(Phase.CONNECTING, this.clock.getAsLong());
		assertThat(this.gate.snapshot().connecting()).isOne();
		assertThat(this.gate.snapshot().active()).isZero();
		redirected.lease().enter(Phase.SENDING, this.clock.getAsLong());
		assertThat(this.gate.snapshot().active()).isOne();
		redirected.lease().end(Outcome.answered(200));
		redirected.lease().enter(Phase.FIRST_BYTE, this.clock.getAsLong());
		assertThat(this.gate.snapshot().active()).isZero();
		assertThat(this.gate.isIdle()).isTrue();
	}

	@Test
	void closingGateLetsCallsInThatBeganBefore() {
		long began = this.clock.getAsLong();
		this.clock.advance(Duration.ofMillis(1));
		this.gate.close();
		this.clock.advance(Duration.ofMillis(1));
		assertThat(ask("a").isGranted()).isFalse();
		Caller next = Caller.of(this.gate, "a");
		next.lease().ofCallThatBegan(began);
		next.ask();
		assertThat(next.isGranted()).isTrue();
		this.gate.shutDown();
		Caller late = Caller.of(this.gate, "a");
		late.lease().ofCallThatBegan(began);
		late.ask();
		assertThat(late.isGranted()).isFalse();
	}

	@Test
	void listenerHearsOfRemotesGrantsAndEnds() {
		List<String> heard = new ArrayList<>();
		this.gate.listen(new RecordingListener(heard));
		Caller first = ask("a");
		this.clock.advance(Duration.ofNanos(5));
		ask("a");
		Caller third = ask("a");
		this.clock.advance(Duration.ofNanos(3));
		first.end();
		first.end();
		assertThat(third.lease().waitedNanos()).isEqualTo(3);
		assertThat(heard).containsExactly("seen a:80", "granted a:80 0", "granted a:80 0", "ended a:80 8",
				"granted a:80 3");
	}

	private Caller ask(String host) {
		return Caller.asking(this.gate, host);
	}

	private record RecordingListener(List<String> heard) implements LeaseListener {

		@Override
		public void remoteSeen(String remote) {
			this.heard.add("seen " + remote);
		}

		@Override
		public void granted(Lease lease) {
			this.heard.add("granted " + lease.remoteName() + " " + lease.waitedNanos());
		}

		@Override
		public void ended(Lease lease) {
			this.heard.add("ended " + lease.remoteName() + " " + lease.heldNanos());
		}

	}

}
