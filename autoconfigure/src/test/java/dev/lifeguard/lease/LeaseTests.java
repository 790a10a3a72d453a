package dev.lifeguard.lease;

import java.time.Duration;

import dev.lifeguard.testsupport.ManualNanoClock;
import dev.lifeguard.testsupport.ManualTimer;
import dev.lifeguard.time.Deadline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests of {@link Lease}: what it knows of its own life.
 */
class LeaseTests {

	private static final Duration SECOND = Duration.ofSeconds(1);

	private final ManualNanoClock clock = new ManualNanoClock();

	private final LeaseGate gate = new LeaseGate(new GateSettings(2, SECOND, Order.FIFO), () -> 1, () -> 1, this.clock,
			new ManualTimer(this.clock));

	private final Caller caller = Caller.of(this.gate, "a");

	private final Lease lease = this.caller.lease();

	@Test
	void leaseIsAskedForOnce() {
		this.lease.acquire();
		this.lease.acquire();
		assertThat(this.caller.answers()).isOne();
		assertThat(this.gate.snapshot().connecting()).isOne();
	}

	@Test
	void leaseIsHeldFromTheGrantToTheEnd() {
		assertThat(this.lease.isHeld()).isFalse();
		this.lease.acquire();
		assertThat(this.lease.isHeld()).isTrue();
		assertThat(this.lease.outcome()).isNull();
		this.lease.end(Outcome.answered(200));
		this.lease.end(Outcome.answered(500));
		assertThat(this.lease.isHeld()).isFalse();
		assertThat(this.lease.outcome()).isEqualTo(Outcome.answered(200));
		assertThat(this.gate.snapshot().connecting()).isZero();
	}

	@Test
	void leaseThatIsGivenUpBeforeItIsAskedForIsNeverGranted() {
		assertThat(this.lease.cancel()).isTrue();
		assertThat(this.lease.cancel()).isFalse();
		this.lease.acquire();
		assertThat(this.caller.answers()).isZero();
		assertThat(this.lease.isHeld()).isFalse();
	}

	@Test
	void leaseThatIsHeldCannotBeGivenUp() {
		this.lease.acquire();
		assertThat(this.lease.cancel()).isFalse();
		assertThat(this.lease.isHeld()).isTrue();
	}

	@Test
	void waitEndsWithTheGrant() {
		Caller waiting = Caller.asking(this.gate, "a");
		assertThat(waiting.lease().hasWaited()).isFalse();
		Caller second = Caller.asking(this.gate, "a");
		assertThat(second.lease().isWaiting()).isTrue();
		assertThat(second.lease().mayHaveToWait()).isTrue();
		this.clock.advance(SECOND.dividedBy(2));
		assertThat(second.lease().waitedNanos()).isEqualTo(SECOND.dividedBy(2).toNanos());
		assertThat(second.lease().inPhaseNanos()).isEqualTo(SECOND.dividedBy(2).toNanos());
		waiting.end();
		this.clock.advance(SECOND);
		assertThat(second.isGranted()).isTrue();
		assertThat(second.lease().hasWaited()).isTrue();
		assertThat(second.lease().waitedNanos()).isEqualTo(SECOND.dividedBy(2).toNanos());
		assertThat(second.lease().held()).isEqualTo(SECOND);
	}

	@Test
	void timeInAPhaseBeginsWithThePhase() {
		this.lease.acquire();
		assertThat(this.lease.phase()).isEqualTo(Phase.CONNECTING);
		this.clock.advance(SECOND);
		assertThat(this.lease.inPhaseNanos()).isEqualTo(SECOND.toNanos());
		this.lease.enter(Phase.SENDING, this.clock.getAsLong());
		assertThat(this.lease.inPhaseNanos()).isZero();
	}

	@Test
	void firstByteIsTimedFromTheEndOfTheRequest() {
		this.lease.acquire();
		this.lease.enter(Phase.SENDING, this.clock.getAsLong());
		this.clock.advance(SECOND);
		this.lease.enter(Phase.FIRST_BYTE, this.clock.getAsLong());
		assertThat(this.lease.firstByteNanos()).isZero();
		this.clock.advance(SECOND.multipliedBy(2));
		this.lease.enter(Phase.BODY, this.clock.getAsLong());
		assertThat(this.lease.firstByteNanos()).isEqualTo(SECOND.multipliedBy(2).toNanos());
	}

	@Test
	void answerWithinTheSameNanosecondIsStillAnAnswer() {
		this.lease.acquire();
		this.lease.enter(Phase.FIRST_BYTE, this.clock.getAsLong());
		this.lease.enter(Phase.BODY, this.clock.getAsLong());
		assertThat(this.lease.firstByteNanos()).isOne();
	}

	@ParameterizedTest
	@EnumSource(value = Phase.class, names = { "SENDING", "FIRST_BYTE", "BODY", "UNREAD" })
	void leaseIsActiveFromItsConnectionOn(Phase phase) {
		this.lease.acquire();
		assertThat(this.gate.snapshot().active()).isZero();
		this.lease.enter(phase, this.clock.getAsLong());
		this.lease.enter(phase, this.clock.getAsLong());
		assertThat(this.gate.snapshot().active()).isOne();
		this.lease.enter(Phase.CONNECTING, this.clock.getAsLong());
		assertThat(this.gate.snapshot().active()).isZero();
		assertThat(this.gate.snapshot().connecting()).isOne();
		this.lease.enter(phase, this.clock.getAsLong());
		this.lease.end(Outcome.answered(200));
		assertThat(this.gate.snapshot().active()).isZero();
		assertThat(this.gate.snapshot().connecting()).isZero();
	}

	@Test
	void phaseThatComesTooLateCountsNothing() {
		this.lease.acquire();
		this.lease.end(Outcome.answered(200));
		this.lease.enter(Phase.BODY, this.clock.getAsLong());
		assertThat(this.gate.snapshot().active()).isZero();
		assertThat(this.lease.isHeld()).isFalse();
	}

	@Test
	void timeHeldStopsWithTheEnd() {
		this.lease.acquire();
		assertThat(this.lease.changedNanos()).isEqualTo(this.clock.getAsLong());
		this.clock.advance(SECOND);
		this.lease.end(Outcome.answered(200));
		assertThat(this.lease.changedNanos()).isEqualTo(this.clock.getAsLong());
		this.clock.advance(SECOND);
		assertThat(this.lease.heldNanos()).isEqualTo(SECOND.toNanos());
		assertThat(this.lease.held()).isEqualTo(SECOND.multipliedBy(2));
	}

	@Test
	void callMayHaveBegunBeforeItsLease() {
		assertThat(this.lease.beganNanos()).isEqualTo(this.clock.getAsLong());
		this.lease.ofCallThatBegan(5);
		assertThat(this.lease.beganNanos()).isEqualTo(5);
	}

	@Test
	void leaseIsTooLateOnceItsDeadlineHasPassed() {
		Lease late = new Caller(this.gate, "a", Deadline.after(SECOND, this.clock), () -> {
		}).lease();
		assertThat(late.isTooLate()).isFalse();
		this.clock.advance(SECOND);
		assertThat(late.isTooLate()).isTrue();
	}

	@Test
	void callbackIsToldOnceAndLetGo() {
		this.lease.acquire();
		assertThatIllegalStateException().isThrownBy(this.lease::takeCallback)
			.withMessage("the callback has already been notified");
	}

	@Test
	void leasesAreTheSameOnlyAsThemselves() {
		Lease other = Caller.of(this.gate, "a").lease();
		assertThat(this.lease).hasSameHashCodeAs(other).isNotEqualTo(other).isEqualTo(this.lease);
	}

}
