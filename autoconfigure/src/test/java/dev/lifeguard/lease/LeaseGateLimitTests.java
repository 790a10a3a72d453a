package dev.lifeguard.lease;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import dev.lifeguard.failure.PoolExhaustedException.Reason;
import dev.lifeguard.limit.Limit;
import dev.lifeguard.testsupport.ManualNanoClock;
import dev.lifeguard.testsupport.ManualTimer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link LeaseGate} with a limit on the leases that wait for their first byte.
 */
class LeaseGateLimitTests {

	private final ManualNanoClock clock = new ManualNanoClock();

	private final ManualTimer timer = new ManualTimer(this.clock);

	private final Limit bound = new Limit(4);

	private final TestLimit limit = new TestLimit(2);

	private final LeaseGate gate = gate(Order.FIFO);

	private LeaseGate gate(Order order) {
		return new LeaseGate(new GateSettings(50, Duration.ofSeconds(1), order), this.bound, this.bound, this.limit,
				this.clock, this.timer);
	}

	@Test
	void whoWouldBeOneUnansweredTooManyWaits() {
		ask();
		ask();
		Caller third = ask();
		assertThat(third.answers()).isZero();
		assertThat(this.limit.most).isEqualTo(2);
		assertThat(this.limit.blocked).isOne();
		assertThat(this.gate.snapshot().limit()).isEqualTo(2);
		this.clock.advance(Duration.ofSeconds(1));
		this.timer.runDue();
		assertThat(third.reason()).isEqualTo(Reason.ACQUIRE_TIMEOUT);
	}

	@Test
	void firstByteLetsTheNextOneIn() {
		Caller first = ask();
		ask();
		Caller third = ask();
		begin(first);
		assertThat(third.isGranted()).isTrue();
		assertThat(first.lease().isHeld()).isTrue();
		begin(first);
		assertThat(ask().answers()).as("a place is given back once").isZero();
	}

	@Test
	void endLetsTheNextOneInWhereNoFirstByteCame() {
		Caller first = ask();
		ask();
		Caller third = ask();
		first.lease().end(Outcome.timedOut(Phase.FIRST_BYTE, 0));
		assertThat(third.isGranted()).isTrue();
		assertThat(this.limit.unanswered).isOne();
	}

	@Test
	void redirectedOneIsNotCountedAgain() {
		Caller first = ask();
		begin(first);
		first.lease().enter(Phase.CONNECTING, this.clock.getAsLong());
		begin(first);
		first.end();
		ask();
		ask();
		assertThat(ask().answers()).isZero();
	}

	@Test
	void slowReadersHoldPermitsOnly() {
		for (int reader = 0; reader < 4; reader++) {
			begin(ask());
		}
		this.limit.blocked = 0;
		Caller waiting = ask();
		assertThat(waiting.answers()).as("all permits are held").isZero();
		assertThat(this.limit.blocked).as("not for want of answers").isZero();
	}

	@Test
	void grownLimitServesTheWaitingWithTheAnswerThatMadeItGrow() {
		Caller first = ask();
		ask();
		Caller third = ask();
		Caller fourth = ask();
		this.limit.grow = 2;
		begin(first);
		assertThat(third.isGranted()).isTrue();
		first.lease().answered(200, false);
		assertThat(fourth.isGranted()).isTrue();
		assertThat(this.limit.statuses).containsExactly(200);
	}

	@Test
	void oneThatDoesNotCountPassesThoseThatWaitForAnswers() {
		ask();
		ask();
		Caller third = ask();
		Caller parked = Caller.of(this.gate, "a");
		this.limit.parked.add(parked.lease());
		parked.ask();
		assertThat(parked.isGranted()).isTrue();
		assertThat(third.answers()).isZero();
		parked.end();
		assertThat(third.answers()).as("it had no place to give back").isZero();
	}

	@Test
	void oneThatDoesNotCountWaitsForAPermitLikeOthers() {
		for (int reader = 0; reader < 4; reader++) {
			begin(ask());
		}
		Caller parked = Caller.of(this.gate, "a");
		this.limit.parked.add(parked.lease());
		parked.ask();
		assertThat(parked.answers()).isZero();
	}

	@Test
	void withoutALimitNobodyIsAsked() {
		LeaseGate plain = new LeaseGate(new GateSettings(1, Duration.ofSeconds(1), Order.FIFO), () -> 1, () -> 1,
				this.clock, this.timer);
		Caller caller = Caller.asking(plain, "a");
		assertThat(caller.lease().isLearnedFrom()).isFalse();
		assertThat(ask().lease().isLearnedFrom()).isTrue();
		caller.lease().answered(200, false);
		assertThat(this.limit.statuses).isEmpty();
	}

	/**
	 * Random grants, first bytes, ends and cancellations; then all that is held ends.
	 */
	@ParameterizedTest
	@EnumSource
	void nobodyIsStrandedAndTheLimitIsNeverPassed(Order order) {
		for (int seed = 0; seed < 40; seed++) {
			Random random = new Random(seed);
			LeaseGate gate = gate(order);
			List<Caller> callers = new ArrayList<>();
			for (int step = 0; step < 400; step++) {
				this.limit.current = 1 + random.nextInt(3);
				step(random, gate, callers);
				this.clock.advance(Duration.ofMillis(random.nextInt(5)));
			}
			this.limit.current = 3;
			for (int round = 0; round < 500; round++) {
				callers.forEach(Caller::end);
			}
			assertThat(gate.pending()).as("waiting, with seed %s", seed).isZero();
			assertThat(gate.isIdle()).as("idle, with seed %s", seed).isTrue();
			assertThat(callers).allMatch((caller) -> caller.answers() <= 1);
		}
		assertThat(this.limit.most).isLessThanOrEqualTo(3);
	}

	private void step(Random random, LeaseGate gate, List<Caller> callers) {
		if (callers.isEmpty() || random.nextInt(3) == 0) {
			callers.add(Caller.asking(gate, (random.nextInt(4) > 0) ? "a" : "b"));
			return;
		}
		Caller some = callers.get(random.nextInt(callers.size()));
		int what = random.nextInt(4);
		if (what == 0) {
			some.lease().cancel();
		}
		else if (what == 1 && some.lease().isHeld()) {
			begin(some);
		}
		else {
			some.end();
		}
	}

	private Caller ask() {
		return Caller.asking(this.gate, "a");
	}

	private void begin(Caller caller) {
		caller.lease().enter(Phase.FIRST_BYTE, this.clock.getAsLong());
		caller.lease().enter(Phase.BODY, this.clock.getAsLong());
	}

}
