package dev.lifeguard.lease;

import java.time.Duration;

import dev.lifeguard.failure.PoolExhaustedException.Reason;
import dev.lifeguard.limit.Limit;
import dev.lifeguard.testsupport.ManualNanoClock;
import dev.lifeguard.testsupport.ManualTimer;
import dev.lifeguard.time.Deadline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link LeaseGate}: who waits, for how long, and who is refused.
 */
class LeaseGateWaitTests {

	private static final Duration STANDING = Duration.ofMillis(100);

	private static final Duration ACQUIRE_TIMEOUT = Duration.ofSeconds(1);

	private final ManualNanoClock clock = new ManualNanoClock();

	private final ManualTimer timer = new ManualTimer(this.clock);

	private final Limit bound = new Limit(1);

	private final Limit boundPerRemote = new Limit(1);

	@Test
	void fullQueueUnderFifoRefusesTheNewcomer() {
		LeaseGate gate = gate(Order.FIFO, 2);
		ask(gate);
		Caller oldest = ask(gate);
		ask(gate);
		this.clock.advance(STANDING);
		Caller newcomer = ask(gate);
		assertThat(newcomer.reason()).isEqualTo(Reason.QUEUE_FULL);
		assertThat(oldest.answers()).isZero();
		assertThat(gate.snapshot().pending()).isEqualTo(2);
	}

	@Test
	void fullQueueUnderLifoRefusesTheOneThatHasWaitedLongest() {
		LeaseGate gate = gate(Order.LIFO, 2);
		ask(gate);
		Caller oldest = ask(gate);
		Caller middle = ask(gate);
		Caller newcomer = ask(gate);
		assertThat(oldest.reason()).isEqualTo(Reason.QUEUE_FULL);
		assertThat(middle.answers()).isZero();
		assertThat(newcomer.answers()).isZero();
		assertThat(gate.snapshot().pending()).isEqualTo(2);
		assertThat(this.timer.size()).isEqualTo(2);
	}

	@Test
	void lifoServesTheNewest() {
		LeaseGate gate = gate(Order.LIFO, 9);
		Caller first = ask(gate);
		ask(gate);
		Caller newest = ask(gate);
		first.end();
		assertThat(newest.isGranted()).isTrue();
	}

	@ParameterizedTest
	@EnumSource(Order.class)
	void nobodyWaitsWhereNobodyMay(Order order) {
		LeaseGate gate = gate(order, 0);
		Caller first = ask(gate);
		Caller second = ask(gate);
		assertThat(first.lease().isHeld()).isTrue();
		assertThat(second.reason()).isEqualTo(Reason.QUEUE_FULL);
		assertThat(this.timer.size()).isZero();
	}

	@ParameterizedTest
	@EnumSource(Order.class)
	void fullQueueOfAnotherRemoteRefusesNobodyWhoHasAPlace(Order order) {
		this.bound.change(2);
		LeaseGate gate = gate(order, 1);
		ask(gate);
		Caller waiting = ask(gate);
		this.clock.advance(STANDING);
		Caller other = Caller.asking(gate, "b");
		assertThat(other.isGranted()).isTrue();
		assertThat(waiting.answers()).isZero();
	}

	@Test
	void waitLastsForTheAcquireTimeout() {
		LeaseGate gate = gate(Order.FIFO, 1);
		ask(gate);
		Caller waiting = ask(gate);
		assertThat(this.timer.firstDelay()).isEqualTo(ACQUIRE_TIMEOUT);
		this.clock.advance(ACQUIRE_TIMEOUT);
		this.timer.runDue();
		assertThat(waiting.reason()).isEqualTo(Reason.ACQUIRE_TIMEOUT);
		assertThat(gate.snapshot().pending()).isZero();
	}

	@Test
	void waitLastsForTheDeadlineIfThatComesFirst() {
		LeaseGate gate = gate(Order.FIFO, 1);
		ask(gate);
		Caller waiting = Caller.asking(gate, Deadline.after(Duration.ofMillis(3), this.clock));
		assertThat(this.timer.firstDelay()).isEqualTo(Duration.ofMillis(3));
		this.clock.advance(Duration.ofMillis(3));
		this.timer.runDue();
		assertThat(waiting.reason()).isEqualTo(Reason.DEADLINE);
	}

	@Test
	void placeIsNotWastedOnAWaiterWhoseDeadlinePassed() {
		LeaseGate gate = gate(Order.FIFO, 2);
		Caller first = ask(gate);
		Caller late = Caller.asking(gate, Deadline.after(Duration.ofMillis(3), this.clock));
		Caller inTime = ask(gate);
		this.clock.advance(Duration.ofMillis(3));
		first.end();
		assertThat(late.reason()).isEqualTo(Reason.DEADLINE);
		assertThat(late.lease().isHeld()).isFalse();
		assertThat(inTime.isGranted()).isTrue();
	}

	@Test
	void grantCancelsTheTimeout() {
		LeaseGate gate = gate(Order.FIFO, 1);
		Caller first = ask(gate);
		Caller waiting = ask(gate);
		first.end();
		assertThat(this.timer.size()).isZero();
		this.clock.advance(ACQUIRE_TIMEOUT);
		this.timer.runDue();
		assertThat(waiting.lease().isHeld()).isTrue();
	}

	@Test
	void cancelBeforeAcquireMakesAcquireDoNothing() {
		LeaseGate gate = gate(Order.FIFO, 1);
		Caller caller = Caller.of(gate, "a");
		assertThat(caller.lease().cancel()).isTrue();
		caller.ask();
		assertThat(caller.answers()).isZero();
		assertThat(ask(gate).isGranted()).isTrue();
	}

	@Test
	void cancelBeforeAcquireOfAFullGateMakesAcquireDoNothing() {
		LeaseGate gate = gate(Order.LIFO, 1);
		ask(gate);
		Caller waiting = ask(gate);
		Caller caller = Caller.of(gate, "a");
		assertThat(caller.lease().cancel()).isTrue();
		caller.ask();
		assertThat(caller.answers()).isZero();
		assertThat(waiting.answers()).isZero();
	}

	@Test
	void cancelWhileWaitingLeavesAtOnce() {
		LeaseGate gate = gate(Order.FIFO, 1);
		Caller first = ask(gate);
		Caller waiting = ask(gate);
		assertThat(waiting.lease().cancel()).isTrue();
		assertThat(gate.snapshot().pending()).isZero();
		assertThat(this.timer.size()).isZero();
		first.end();
		assertThat(waiting.answers()).isZero();
		assertThat(ask(gate).isGranted()).isTrue();
	}

	@Test
	void cancelTwiceDoesNothingTheSecondTime() {
		LeaseGate gate = gate(Order.FIFO, 2);
		ask(gate);
		Caller waiting = ask(gate);
		ask(gate);
		assertThat(waiting.lease().cancel()).isTrue();
		assertThat(waiting.lease().cancel()).isFalse();
		assertThat(gate.snapshot().pending()).isOne();
	}

	@Test
	void cancelWhileHeldDoesNothing() {
		LeaseGate gate = gate(Order.FIFO, 1);
		Caller first = ask(gate);
		assertThat(first.lease().cancel()).isFalse();
		assertThat(first.lease().isHeld()).isTrue();
	}

	@Test
	void cancelAfterTheEndDoesNothing() {
		LeaseGate gate = gate(Order.FIFO, 1);
		Caller first = ask(gate);
		first.end();
		assertThat(first.lease().cancel()).isFalse();
	}

	@Test
	void cancelAfterRefusalDoesNothing() {
		LeaseGate gate = gate(Order.FIFO, 0);
		ask(gate);
		Caller refused = ask(gate);
		assertThat(refused.lease().cancel()).isFalse();
		assertThat(refused.answers()).isOne();
	}

	@Test
	void waiterWithoutAPlaceIsCancelledInTheMiddleOfTheLine() {
		LeaseGate gate = gate(Order.FIFO, 3);
		Caller first = ask(gate);
		Caller second = ask(gate);
		Caller third = ask(gate);
		Caller fourth = ask(gate);
		third.lease().cancel();
		first.end();
		assertThat(second.isGranted()).isTrue();
		second.end();
		assertThat(fourth.isGranted()).isTrue();
	}

	private LeaseGate gate(Order order, int maxPending) {
		return new LeaseGate(new GateSettings(maxPending, ACQUIRE_TIMEOUT, order), this.bound, this.boundPerRemote,
				this.clock, this.timer);
	}

	private static Caller ask(LeaseGate gate) {
		return Caller.asking(gate, "a");
	}

}
