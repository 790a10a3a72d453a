package dev.lifeguard.lease;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import dev.lifeguard.failure.PoolExhaustedException.Reason;
import dev.lifeguard.lease.Outcome.Kind;
import dev.lifeguard.limit.Limit;
import dev.lifeguard.testsupport.ManualNanoClock;
import dev.lifeguard.testsupport.ManualTimer;
import dev.lifeguard.time.Deadline;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests of {@link LeaseGate} with {@link Order#ADAPTIVE}. Calls to {@code a} need 100 ms
 * where a test says nothing else.
 */
class LeaseGateAdaptiveTests {

	private static final Duration NEEDED = Duration.ofMillis(100);

	private static final Duration PATIENCE = Duration.ofSeconds(1);

	private static final Duration LONG = Duration.ofSeconds(30);

	private final ManualNanoClock clock = new ManualNanoClock();

	private final ManualTimer timer = new ManualTimer(this.clock);

	private final Limit bound = new Limit(1);

	private final Limit boundPerRemote = new Limit(1);

	private LeaseGate gate = gate(100);

	@Test
	void servesTheOldestWhileNothingIsKnown() {
		Caller held = ask(PATIENCE);
		Caller oldest = ask(PATIENCE);
		Caller newest = ask(PATIENCE);
		this.clock.advance(PATIENCE.minusNanos(1));
		held.end();
		assertThat(oldest.isGranted()).isTrue();
		assertThat(newest.answers()).isZero();
	}

	@Test
	void servesTheOldestThatCanStillMakeIt() {
		learn("a", NEEDED);
		Caller held = ask(PATIENCE);
		Caller late = ask(NEEDED.plusMillis(9));
		Caller inTime = ask(NEEDED.plusMillis(10));
		Caller newest = ask(PATIENCE);
		this.clock.advance(Duration.ofMillis(10));
		held.end();
		assertThat(late.isGranted()).isFalse();
		assertThat(inTime.isGranted()).isTrue();
		assertThat(newest.answers()).isZero();
	}

	@Test
	void refusesAtOnceWhoCannotMakeItAnyMore() {
		learn("a", NEEDED);
		Caller held = ask(PATIENCE);
		Caller late = ask(NEEDED);
		Caller inTime = ask(PATIENCE);
		Caller newest = ask(PATIENCE);
		this.clock.advance(Duration.ofMillis(5));
		endAfter(held, NEEDED);
		assertThat(late.reason()).isEqualTo(Reason.DEADLINE);
		assertThat(late.lease().isWaiting()).isFalse();
		assertThat(late.lease().waitedNanos()).isEqualTo(Duration.ofMillis(5).plus(NEEDED).toNanos());
		assertThat(inTime.isGranted()).isTrue();
		assertThat(this.gate.pending()).isOne();
		assertThat(this.timer.size()).isOne();
		this.clock.advance(PATIENCE);
		this.timer.runDue();
		assertThat(late.answers()).isOne();
		assertThat(newest.reason()).isEqualTo(Reason.DEADLINE);
		assertThat(this.gate.pending()).isZero();
	}

	@Test
	void nobodyIsLookedAtWhileNoPermitIsFree() {
		learn("a", NEEDED);
		Caller held = ask(PATIENCE);
		Caller oldest = ask(PATIENCE);
		Caller hopeless = ask(NEEDED.plusMillis(1));
		endAfter(held, NEEDED);
		assertThat(oldest.isGranted()).isTrue();
		assertThat(hopeless.answers()).isZero();
		end(oldest, Outcome.timedOut(Phase.FIRST_BYTE, 0));
		assertThat(hopeless.reason()).isEqualTo(Reason.DEADLINE);
	}

	@Test
	void refusesAfterTheOneThatIsServedWasTold() {
		learn("a", NEEDED);
		List<String> told = new ArrayList<>();
		Caller held = ask(PATIENCE);
		Caller late = asking(NEEDED, () -> told.add("late"));
		asking(PATIENCE, () -> told.add("in time"));
		endAfter(held, NEEDED);
		assertThat(told).containsExactly("in time", "late");
		assertThat(late.reason()).isEqualTo(Reason.DEADLINE);
	}

	@Test
	void refusesTheOthersIfTheOneThatIsServedFails() {
		learn("a", NEEDED);
		Caller held = ask(PATIENCE);
		Caller late = ask(NEEDED);
		asking(PATIENCE, () -> {
			throw new IllegalStateException("told");
		});
		assertThatIllegalStateException().isThrownBy(() -> endAfter(held, NEEDED)).withMessage("told");
		assertThat(late.reason()).isEqualTo(Reason.DEADLINE);
	}

	@Test
	void refusesWithoutTheLock() {
		learn("a", NEEDED);
		Caller held = ask(PATIENCE);
		AtomicReference<Caller> other = new AtomicReference<>();
		Caller late = asking(NEEDED, () -> other.set(askFromAnotherThread()));
		Caller inTime = ask(PATIENCE);
		endAfter(held, NEEDED);
		assertThat(late.reason()).isEqualTo(Reason.DEADLINE);
		assertThat(inTime.isGranted()).isTrue();
		assertThat(other.get().lease().isWaiting()).isTrue();
	}

	private Caller askFromAnotherThread() {
		AtomicReference<Caller> asked = new AtomicReference<>();
		Thread thread = new Thread(() -> asked.set(ask(PATIENCE)));
		thread.start();
		try {
			thread.join(10_000);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		assertThat(asked.get()).as("asked while another is refused").isNotNull();
		return asked.get();
	}

	@Test
	void whoIsRefusedMayAskAgainAtOnce() {
		learn("a", NEEDED);
		Caller held = ask(PATIENCE);
		AtomicReference<Caller> again = new AtomicReference<>();
		Caller late = asking(NEEDED, () -> again.set(ask(PATIENCE)));
		endAfter(held, NEEDED);
		assertThat(late.reason()).isEqualTo(Reason.DEADLINE);
		assertThat(again.get().isGranted()).isTrue();
		again.get().end();
		assertThat(this.gate.isIdle()).isTrue();
	}

	@Test
	void manyThatAreRefusedDoNotOverflowTheStack() {
		this.gate = gate(100_000);
		learn("a", NEEDED);
		Caller held = ask(PATIENCE);
		List<Caller> late = new ArrayList<>();
		for (int i = 0; i < 50_000; i++) {
			late.add(asking(NEEDED, () -> ask(NEEDED)));
		}
		endAfter(held, NEEDED);
		assertThat(late).extracting(Caller::reason).containsOnly(Reason.DEADLINE);
		assertThat(this.gate.pending()).isEqualTo(49_999);
	}

	@Test
	void servesTheNewestIfNobodyCanMakeItForSure() {
		learn("a", Duration.ofSeconds(2));
		learnOnce("a", NEEDED);
		Caller held = ask(PATIENCE);
		Caller oldest = ask(PATIENCE);
		Caller middle = ask(PATIENCE);
		Caller newest = ask(PATIENCE);
		held.end();
		assertThat(newest.isGranted()).isTrue();
		end(newest, Outcome.timedOut(Phase.FIRST_BYTE, 0));
		assertThat(middle.isGranted()).isTrue();
		assertThat(oldest.answers()).isZero();
	}

	@Test
	void servesTheOldestWithTheChanceOfTheNewestIfHoldingTimesComeInTwoSizes() {
		for (int call = 0; call < 4; call++) {
			learnOnce("a", Duration.ofSeconds(5));
			learnOnce("a", NEEDED);
			learnOnce("a", NEEDED);
			learnOnce("a", NEEDED);
		}
		Caller held = ask(PATIENCE);
		Caller late = ask(NEEDED);
		Caller oldest = ask(PATIENCE);
		Caller newest = ask(PATIENCE);
		endAfter(held, NEEDED);
		assertThat(late.isGranted()).isFalse();
		assertThat(oldest.isGranted()).isTrue();
		assertThat(newest.answers()).isZero();
	}

	@Test
	void shortDeadlineIsBelieved() {
		learn("a", NEEDED);
		Caller held = ask(LONG);
		Caller waiting = ask(Duration.ofSeconds(2));
		Caller newest = ask(Duration.ofSeconds(2));
		endAfter(held, Duration.ofMillis(600));
		assertThat(waiting.isGranted()).isTrue();
		assertThat(newest.answers()).isZero();
	}

	@Test
	void longDeadlineIsBelievedForHalfASecondOnly() {
		learn("a", NEEDED);
		Caller held = ask(LONG);
		Caller waiting = ask(LONG);
		this.clock.advance(Duration.ofMillis(400));
		Caller newer = ask(LONG);
		endAfter(held, Duration.ofNanos(1));
		assertThat(waiting.answers()).isZero();
		assertThat(newer.isGranted()).isTrue();
		newer.end();
		assertThat(waiting.isGranted()).isTrue();
	}

	@Test
	void callersWhoLeaveTheQueueTeachPatience() {
		learn("a", NEEDED);
		Caller held = ask(LONG);
		List<Caller> impatient = List.of(ask(LONG), ask(LONG), ask(LONG), ask(LONG), ask(LONG));
		this.clock.advance(Duration.ofMillis(150));
		impatient.forEach((caller) -> caller.lease().cancel());
		assertServesTheNewestAfter(held, Duration.ofMillis(51));
	}

	@Test
	void callersWhoHangUpWhileTheirCallIsUnderWayTeachPatience() {
		this.bound.change(2);
		this.boundPerRemote.change(2);
		Caller held = ask(LONG);
		for (int call = 0; call < 5; call++) {
			Caller impatient = Caller.of(this.gate, "a");
			impatient.lease().ofCallThatBegan(this.clock.getAsLong() - Duration.ofMillis(150).toNanos());
			impatient.ask();
			end(impatient, Outcome.of(Kind.CANCELLED, 0));
		}
		learn("a", NEEDED);
		this.bound.change(1);
		assertServesTheNewestAfter(held, Duration.ofMillis(51));
	}

	@Test
	void callsWhoseTimeIsOverTeachNoPatience() {
		learn("a", NEEDED);
		Caller held = ask(LONG);
		List<Caller> expired = new ArrayList<>();
		for (int call = 0; call < 5; call++) {
			expired.add(ask(Duration.ofMillis(150)));
		}
		this.clock.advance(Duration.ofMillis(150));
		expired.forEach((caller) -> assertThat(caller.lease().cancel()).isTrue());
		Caller oldest = ask(LONG);
		Caller newest = ask(LONG);
		endAfter(held, Duration.ofMillis(51));
		assertThat(oldest.isGranted()).isTrue();
		assertThat(newest.answers()).isZero();
	}

	private void assertServesTheNewestAfter(Caller held, Duration wait) {
		Caller oldest = ask(LONG);
		this.clock.advance(wait);
		Caller newest = ask(LONG);
		held.end();
		assertThat(newest.isGranted()).isTrue();
		assertThat(oldest.answers()).isZero();
	}

	@Test
	void fullQueueRefusesTheNewcomerWhileNobodyIsLate() {
		this.gate = gate(1);
		ask(PATIENCE);
		Caller waiting = ask(PATIENCE);
		this.clock.advance(PATIENCE.minusNanos(1));
		Caller newcomer = ask(PATIENCE);
		assertThat(newcomer.reason()).isEqualTo(Reason.QUEUE_FULL);
		assertThat(waiting.answers()).isZero();
	}

	@Test
	void fullQueueRefusesTheOldestOfTheLate() {
		this.gate = gate(3);
		learn("a", Duration.ofSeconds(3));
		learnOnce("a", Duration.ofNanos(1));
		Caller held = ask(PATIENCE);
		Caller oldest = ask(PATIENCE);
		Caller second = ask(PATIENCE);
		Caller newest = ask(PATIENCE);
		held.end();
		assertThat(newest.isGranted()).isTrue();
		Caller third = ask(PATIENCE);
		assertThat(this.gate.pending()).isEqualTo(3);
		Caller newcomer = ask(PATIENCE);
		assertThat(oldest.reason()).isEqualTo(Reason.QUEUE_FULL);
		ask(PATIENCE);
		assertThat(second.reason()).isEqualTo(Reason.QUEUE_FULL);
		assertThat(ask(PATIENCE).reason()).isEqualTo(Reason.QUEUE_FULL);
		assertThat(List.of(third, newcomer)).extracting(Caller::answers).containsOnly(0);
		assertThat(this.timer.size()).isEqualTo(3);
	}

	@Test
	void ofSeveralRemotesTheOldestThatCanMakeItIsServed() {
		this.boundPerRemote.change(2);
		learn("a", Duration.ofSeconds(3));
		learnOnce("a", Duration.ofNanos(1));
		learn("b", NEEDED);
		Caller held = ask("c", PATIENCE);
		Caller late = ask("a", PATIENCE);
		Caller oldest = ask("b", PATIENCE);
		ask("a", PATIENCE);
		Caller newest = ask("b", PATIENCE);
		held.end();
		assertThat(oldest.isGranted()).isTrue();
		oldest.end();
		assertThat(newest.isGranted()).isTrue();
		assertThat(late.answers()).isZero();
	}

	@Test
	void ofSeveralRemotesTheNewestOfTheLateIsServed() {
		for (String host : List.of("a", "b")) {
			learn(host, Duration.ofSeconds(3));
			learnOnce(host, Duration.ofNanos(1));
		}
		Caller held = ask("c", PATIENCE);
		Caller first = ask("a", PATIENCE);
		Caller second = ask("b", PATIENCE);
		held.end();
		assertThat(second.isGranted()).isTrue();
		assertThat(first.answers()).isZero();
	}

	@Test
	void remoteAtItsBoundNeitherHoldsUpNorDoomsAnybody() {
		this.bound.change(2);
		learn("a", Duration.ofSeconds(3));
		learn("b", NEEDED);
		Caller busy = ask("a", LONG);
		Caller held = ask("b", PATIENCE);
		Caller hopeless = ask("a", PATIENCE);
		Caller waiting = ask("b", PATIENCE);
		held.end();
		assertThat(waiting.isGranted()).isTrue();
		assertThat(hopeless.answers()).isZero();
		end(busy, Outcome.timedOut(Phase.FIRST_BYTE, 0));
		assertThat(hopeless.reason()).isEqualTo(Reason.DEADLINE);
	}

	@Test
	void newcomerIsNotJudgedWhileNobodyElseCanBeServed() {
		this.bound.change(3);
		ask("a", LONG);
		Caller waiting = ask("a", LONG);
		learn("b", Outcome.timedOut(Phase.FIRST_BYTE, 0), PATIENCE);
		Caller newcomer = ask("b", PATIENCE);
		assertThat(newcomer.isGranted()).isTrue();
		assertThat(newcomer.lease().hasWaited()).isFalse();
		assertThat(waiting.answers()).isZero();
	}

	@Test
	void remoteThatIsPassedOverComesBack() {
		learn("b", Outcome.timedOut(Phase.FIRST_BYTE, 0), PATIENCE);
		int served = 0;
		Caller held = ask("a", LONG);
		for (int turn = 0; turn < 30; turn++) {
			Caller passedOver = ask("b", PATIENCE);
			Caller next = ask("a", LONG);
			endAfter(held, NEEDED);
			if (passedOver.isGranted()) {
				served++;
				passedOver.end();
			}
			held = next;
			assertThat(held.isGranted()).isTrue();
		}
		assertThat(served).isPositive();
	}

	@Test
	void callsWithoutADeadlineAreNeverTooLate() {
		learn("a", Outcome.timedOut(Phase.FIRST_BYTE, 0), LONG);
		Caller held = ask(Duration.ZERO);
		Caller waiting = ask(Duration.ZERO);
		end(held, Outcome.timedOut(Phase.FIRST_BYTE, 0));
		assertThat(waiting.isGranted()).isTrue();
	}

	@Test
	void shutDownRefusesTheLateAsWell() {
		learn("a", Duration.ofSeconds(3));
		learnOnce("a", Duration.ofNanos(1));
		Caller held = ask(PATIENCE);
		Caller late = ask(PATIENCE);
		ask(PATIENCE);
		held.end();
		Caller waiting = ask(PATIENCE);
		this.gate.shutDown();
		assertThat(List.of(late, waiting)).extracting(Caller::reason).containsOnly(Reason.SHUT_DOWN);
		assertThat(this.timer.size()).isZero();
		assertThat(this.gate.pending()).isZero();
	}

	private void learn(String host, Duration needed) {
		learn(host, Outcome.answered(200), needed);
	}

	private void learn(String host, Outcome outcome, Duration held) {
		for (int call = 0; call < HoldingTimes.SIZE; call++) {
			learnOnce(host, outcome, held);
		}
	}

	private void learnOnce(String host, Duration needed) {
		learnOnce(host, Outcome.answered(200), needed);
	}

	private void learnOnce(String host, Outcome outcome, Duration held) {
		Caller.of(this.gate, host)
			.lease()
			.remote()
			.prospects()
			.ended(outcome, held.toNanos(), held.toNanos(), this.clock.getAsLong());
	}

	private void endAfter(Caller held, Duration time) {
		this.clock.advance(time);
		held.end();
	}

	private static void end(Caller held, Outcome outcome) {
		held.lease().end(outcome);
	}

	private Caller ask(Duration timeout) {
		return ask("a", timeout);
	}

	private Caller ask(String host, Duration timeout) {
		return new Caller(this.gate, host, Deadline.after(timeout, this.clock), () -> {
		}).ask();
	}

	private Caller asking(Duration timeout, Runnable onAnswer) {
		return new Caller(this.gate, "a", Deadline.after(timeout, this.clock), onAnswer).ask();
	}

	private LeaseGate gate(int maxPending) {
		return new LeaseGate(new GateSettings(maxPending, LONG, Order.ADAPTIVE), this.bound, this.boundPerRemote,
				this.clock, this.timer);
	}

}
