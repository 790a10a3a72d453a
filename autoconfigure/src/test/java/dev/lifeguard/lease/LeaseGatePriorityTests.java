package dev.lifeguard.lease;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

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
 * Tests of {@link LeaseGate} with callers of several priorities.
 */
class LeaseGatePriorityTests {

	private static final Duration ACQUIRE_TIMEOUT = Duration.ofSeconds(1);

	private final ManualNanoClock clock = new ManualNanoClock();

	private final ManualTimer timer = new ManualTimer(this.clock);

	private final Limit bound = new Limit(1);

	private final Limit boundPerRemote = new Limit(100);

	private LeaseGate gate = gate(Order.FIFO, 9);

	@ParameterizedTest
	@EnumSource
	void higherOnesAreServedFirstWhateverTheOrder(Order order) {
		this.gate = gate(order, 9);
		List<String> served = new ArrayList<>();
		Caller held = ask(Priority.NORMAL);
		Stream.of(Priority.LOW, Priority.NORMAL, Priority.HIGH, Priority.LOW, Priority.NORMAL, Priority.HIGH)
			.forEach((priority) -> noting(priority, served));
		held.end();
		assertThat(served).containsExactly("HIGH", "HIGH", "NORMAL", "NORMAL", "LOW", "LOW");
		assertThat(this.gate.isIdle()).isTrue();
	}

	/**
	 * Ask, and end the lease as soon as it is granted.
	 */
	private void noting(Priority priority, List<String> served) {
		List<Lease> lease = new ArrayList<>();
		Caller caller = new Caller(this.gate, "a", Deadline.none(), () -> {
			served.add(priority.name());
			lease.get(0).end(Outcome.answered(200));
		}).with(priority);
		lease.add(caller.lease());
		caller.ask();
	}

	@Test
	void orderHoldsAmongThoseOfOnePriority() {
		this.gate = gate(Order.LIFO, 9);
		Caller held = ask(Priority.NORMAL);
		Caller oldest = ask(Priority.HIGH);
		Caller newest = ask(Priority.HIGH);
		Caller low = ask(Priority.LOW);
		held.end();
		assertThat(newest.isGranted()).isTrue();
		newest.end();
		assertThat(oldest.isGranted()).isTrue();
		oldest.end();
		assertThat(low.isGranted()).isTrue();
	}

	@ParameterizedTest
	@EnumSource
	void higherOneIsServedBeforeThoseOfOtherRemotes(Order order) {
		this.gate = gate(order, 9);
		Caller held = ask(Priority.NORMAL);
		Caller low = ask("a", Priority.LOW);
		Caller normal = ask("b", Priority.NORMAL);
		Caller high = ask("c", Priority.HIGH);
		held.end();
		assertThat(high.isGranted()).isTrue();
		high.end();
		assertThat(normal.isGranted()).isTrue();
		assertThat(low.answers()).isZero();
	}

	@ParameterizedTest
	@EnumSource
	void higherOneWhoseRemoteIsFullHoldsNobodyUp(Order order) {
		this.gate = gate(order, 9);
		this.bound.change(3);
		this.boundPerRemote.change(1);
		ask("a", Priority.NORMAL);
		Caller high = ask("a", Priority.HIGH);
		Caller other = ask("b", Priority.NORMAL);
		Caller low = ask("c", Priority.LOW);
		assertThat(high.answers()).isZero();
		assertThat(other.isGranted()).isTrue();
		assertThat(low.isGranted()).isTrue();
	}

	@ParameterizedTest
	@EnumSource
	void lowNeverTakesTheLastFifth(Order order) {
		this.gate = gate(order, 9);
		this.bound.change(10);
		List<Caller> low = askOften(9, Priority.LOW);
		assertThat(low).filteredOn(Caller::isGranted).hasSize(8);
		Caller waiting = low.get(8);
		assertThat(waiting.lease().isWaiting()).isTrue();
		assertThat(ask(Priority.NORMAL).isGranted()).as("passes the one that waits").isTrue();
		assertThat(ask(Priority.HIGH).isGranted()).as("passes the one that waits").isTrue();
		assertThat(ask(Priority.HIGH).answers()).isZero();
		assertThat(waiting.answers()).isZero();
	}

	@ParameterizedTest
	@EnumSource
	void lowIsServedAsSoonAsItLeavesAFifth(Order order) {
		this.gate = gate(order, 9);
		this.bound.change(5);
		List<Caller> normal = askOften(5, Priority.NORMAL);
		Caller low = ask(Priority.LOW);
		normal.get(0).end();
		assertThat(low.answers()).as("one permit is free, and it is the last fifth").isZero();
		normal.get(1).end();
		assertThat(low.isGranted()).isTrue();
	}

	@Test
	void lowNeverTakesTheLastFifthOfARemote() {
		this.bound.change(100);
		this.boundPerRemote.change(5);
		Caller first = askOften(5, Priority.LOW).get(0);
		assertThat(this.gate.snapshot().connecting()).isEqualTo(4);
		assertThat(this.gate.pending()).isOne();
		assertThat(ask("b", Priority.LOW).isGranted()).isTrue();
		assertThat(ask("a", Priority.NORMAL).isGranted()).isTrue();
		assertThat(ask("a", Priority.NORMAL).isGranted()).isFalse();
		first.end();
		assertThat(this.gate.snapshot().connecting()).as("the normal one was served").isEqualTo(6);
		assertThat(this.gate.pending()).isOne();
	}

	@ParameterizedTest
	@EnumSource
	void lowMayTakeAllOfFewPermits(Order order) {
		this.gate = gate(order, 9);
		for (int few = 1; few < 5; few++) {
			this.bound.change(few);
			List<Caller> low = askOften(few, Priority.LOW);
			assertThat(low).allMatch(Caller::isGranted);
			low.forEach(Caller::end);
		}
	}

	@Test
	void lowNeverTakesTheLastFifthOfThoseThatMayBeUnanswered() {
		this.bound.change(100);
		TestLimit limit = new TestLimit(5);
		this.gate = gate(limit);
		List<Caller> low = askOften(6, Priority.LOW);
		assertThat(low).filteredOn(Caller::isGranted).hasSize(4);
		assertThat(limit.blocked).as("it is the limit that they wait for").isEqualTo(2);
		assertThat(ask(Priority.NORMAL).isGranted()).isTrue();
		assertThat(ask(Priority.NORMAL).isGranted()).isFalse();
		begin(low.get(0));
		assertThat(this.gate.pending()).as("the normal one was served").isEqualTo(2);
		begin(low.get(1));
		assertThat(this.gate.pending()).as("four are unanswered").isEqualTo(2);
		begin(low.get(2));
		assertThat(this.gate.pending()).isOne();
	}

	@Test
	void lowIsServedWhenTheLimitGrows() {
		this.bound.change(100);
		TestLimit limit = new TestLimit(1);
		this.gate = gate(limit);
		Caller first = ask(Priority.LOW);
		assertThat(first.isGranted()).as("alone at a limit of one").isTrue();
		Caller second = ask(Priority.LOW);
		limit.current = 10;
		first.lease().answered(200, false);
		assertThat(second.isGranted()).isTrue();
	}

	@Test
	void lowIsServedWhenTheBoundGrows() {
		this.bound.change(5);
		askOften(5, Priority.NORMAL);
		Caller low = ask(Priority.LOW);
		this.bound.change(6);
		this.gate.boundChanged();
		assertThat(low.answers()).isZero();
		this.bound.change(7);
		this.gate.boundChanged();
		assertThat(low.isGranted()).isTrue();
	}

	@ParameterizedTest
	@EnumSource
	void fullQueueRefusesLowForHigher(Order order) {
		this.gate = gate(order, 2);
		ask(Priority.NORMAL);
		Caller low = ask(Priority.LOW);
		Caller normal = ask(Priority.NORMAL);
		Caller high = ask(Priority.HIGH);
		assertThat(low.reason()).isEqualTo(Reason.QUEUE_FULL);
		Caller another = ask(Priority.HIGH);
		assertThat(normal.reason()).isEqualTo(Reason.QUEUE_FULL);
		assertThat(high.lease().isWaiting()).isTrue();
		assertThat(another.lease().isWaiting()).isTrue();
		assertThat(this.timer.size()).isEqualTo(2);
	}

	@ParameterizedTest
	@EnumSource
	void fullQueueRefusesANewcomerThatMattersLess(Order order) {
		this.gate = gate(order, 1);
		ask(Priority.HIGH);
		Caller waiting = ask(Priority.NORMAL);
		assertThat(ask(Priority.LOW).reason()).isEqualTo(Reason.QUEUE_FULL);
		assertThat(waiting.answers()).isZero();
	}

	@Test
	void fullQueueRefusesAmongEqualsAsTheOrderSays() {
		this.gate = gate(Order.LIFO, 2);
		ask(Priority.NORMAL);
		Caller high = ask(Priority.HIGH);
		Caller oldest = ask(Priority.LOW);
		Caller newest = ask(Priority.LOW);
		assertThat(oldest.reason()).isEqualTo(Reason.QUEUE_FULL);
		assertThat(newest.answers()).isZero();
		assertThat(high.answers()).isZero();
	}

	@Test
	void whereNobodyMayWaitLowIsRefusedBeforeTheOthers() {
		this.gate = gate(Order.ADAPTIVE, 0);
		this.bound.change(5);
		askOften(4, Priority.LOW);
		assertThat(ask(Priority.LOW).reason()).isEqualTo(Reason.QUEUE_FULL);
		assertThat(ask(Priority.NORMAL).isGranted()).isTrue();
	}

	@Test
	void lowThatWaitsForItsShareIsRefusedAfterTheAcquireTimeout() {
		this.bound.change(5);
		askOften(4, Priority.LOW);
		Caller waiting = ask(Priority.LOW);
		assertThat(waiting.lease().mayHaveToWait()).isTrue();
		assertThat(Caller.of(this.gate, "a").lease().mayHaveToWait()).isFalse();
		this.clock.advance(ACQUIRE_TIMEOUT);
		this.timer.runDue();
		assertThat(waiting.reason()).isEqualTo(Reason.ACQUIRE_TIMEOUT);
		assertThat(this.gate.pending()).isZero();
	}

	@Test
	void shutDownRefusesThoseOfEveryPriority() {
		ask(Priority.NORMAL);
		List<Caller> waiting = Stream.of(Priority.values()).map(this::ask).toList();
		this.gate.shutDown();
		assertThat(waiting).extracting(Caller::reason).containsOnly(Reason.SHUT_DOWN);
	}

	@Test
	void snapshotCountsThoseOfEveryPriority() {
		ask(Priority.NORMAL);
		Stream.of(Priority.values()).forEach(this::ask);
		assertThat(this.gate.snapshot().pending()).isEqualTo(3);
		assertThat(this.gate.snapshot().remotes().get("a:80").pending()).isEqualTo(3);
	}

	private List<Caller> askOften(int times, Priority priority) {
		return Stream.generate(() -> ask(priority)).limit(times).toList();
	}

	private Caller ask(Priority priority) {
		return ask("a", priority);
	}

	private Caller ask(String host, Priority priority) {
		return Caller.of(this.gate, host, priority).ask();
	}

	private void begin(Caller caller) {
		caller.lease().enter(Phase.BODY, this.clock.getAsLong());
	}

	private LeaseGate gate(Order order, int maxPending) {
		return new LeaseGate(new GateSettings(maxPending, ACQUIRE_TIMEOUT, order), this.bound, this.boundPerRemote,
				this.clock, this.timer);
	}

	private LeaseGate gate(ResponseLimit limit) {
		return new LeaseGate(new GateSettings(9, ACQUIRE_TIMEOUT, Order.FIFO), this.bound, this.boundPerRemote, limit,
				this.clock, this.timer);
	}

}
