package dev.lifeguard.lease;

import java.time.Duration;

import dev.lifeguard.lease.Outcome.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link LearnedProspects}.
 */
class LearnedProspectsTests {

	private static final long NOW = 1_000_000;

	private static final long HALF_A_SECOND = Duration.ofMillis(500).toNanos();

	private static final long TWO_SECONDS = Duration.ofSeconds(2).toNanos();

	private static final long LONG = Duration.ofSeconds(30).toNanos();

	private final LearnedProspects prospects = new LearnedProspects();

	@Test
	void everybodyHasAChanceWhileNothingIsKnown() {
		assertThat(chance(1)).isOne();
		assertThat(isHopeless(1)).isFalse();
	}

	@Test
	void chanceIsTheShareOfCallsThatWereOverInTheTimeThatIsLeft() {
		ended(4, Outcome.answered(200), 100);
		ended(12, Outcome.answered(503), 200);
		assertThat(chance(99)).isZero();
		assertThat(chance(100)).isEqualTo(0.25);
		assertThat(chance(200)).isOne();
	}

	@Test
	void timeThatIsLeftGoesByFromTheRequestOn() {
		ended(HoldingTimes.SIZE, Outcome.answered(200), 100);
		Standing standing = new Standing(1, NOW);
		standing.given(120, NOW + 10);
		assertThat(standing.givenNanos()).isEqualTo(130);
		assertThat(this.prospects.chance(standing, NOW + 30)).isOne();
		assertThat(this.prospects.chance(standing, NOW + 31)).isZero();
		assertThat(this.prospects.isHopeless(standing, NOW + 30)).isFalse();
		assertThat(this.prospects.isHopeless(standing, NOW + 31)).isTrue();
	}

	@Test
	void shortDeadlineIsBelieved() {
		ended(HoldingTimes.SIZE, Outcome.answered(200), TWO_SECONDS);
		assertThat(chance(TWO_SECONDS)).isOne();
	}

	@Test
	void longDeadlineIsNotBelieved() {
		ended(HoldingTimes.SIZE, Outcome.answered(200), HALF_A_SECOND + 1);
		assertThat(chance(TWO_SECONDS)).isOne();
		assertThat(chance(TWO_SECONDS + 1)).isZero();
		assertThat(chance(Long.MAX_VALUE)).isZero();
		assertThat(isHopeless(TWO_SECONDS + 1)).isFalse();
	}

	@Test
	void longDeadlineIsBelievedForHalfASecond() {
		ended(HoldingTimes.SIZE, Outcome.answered(200), HALF_A_SECOND);
		assertThat(chance(LONG)).isOne();
		assertThat(chance(Long.MAX_VALUE)).isOne();
	}

	@Test
	void hangUpsTeachPatience() {
		ended(HoldingTimes.SIZE, Outcome.answered(200), 100);
		hungUp(4, 99);
		assertThat(chance(LONG)).isOne();
		hungUp(1, 99);
		assertThat(chance(LONG)).isZero();
		assertThat(chance(TWO_SECONDS)).isZero();
		assertThat(isHopeless(TWO_SECONDS)).isFalse();
	}

	@Test
	void hangUpsAfterTheDeadlineTeachNothing() {
		ended(HoldingTimes.SIZE, Outcome.answered(200), 100);
		hungUp(5, LONG);
		assertThat(chance(100)).isOne();
		assertThat(chance(99)).isZero();
	}

	@Test
	void oneOfSixteenIsAHope() {
		ended(HoldingTimes.SIZE - 1, Outcome.answered(200), 100);
		ended(1, Outcome.answered(200), 50);
		assertThat(isHopeless(50)).isFalse();
		assertThat(isHopeless(49)).isTrue();
	}

	@Test
	void nobodyWithoutADeadlineIsHopeless() {
		ended(HoldingTimes.SIZE, Outcome.timedOut(Phase.FIRST_BYTE, 0), 100);
		assertThat(isHopeless(Long.MAX_VALUE)).isFalse();
		assertThat(isHopeless(LONG)).isTrue();
	}

	@Test
	void deadlineThatHasPassedIsHopelessWhateverIsKnown() {
		assertThat(isHopeless(0)).isTrue();
	}

	@ParameterizedTest
	@EnumSource(names = { "ANSWERED", "TIMED_OUT", "FAILED", "CANCELLED", "APPLICATION_FAILED" })
	void callWhoseAnswerBeganNeededAsLongAsItWasHeld(Kind kind) {
		ended(HoldingTimes.SIZE, Outcome.of(kind, 200), 100);
		assertThat(chance(99)).isZero();
		assertThat(chance(100)).isOne();
	}

	@ParameterizedTest
	@EnumSource(names = { "ANSWERED", "TIMED_OUT", "CANCELLED" })
	void callWithoutAnAnswerNeededMoreThanAnybodyHas(Kind kind) {
		ended(HoldingTimes.SIZE, Outcome.of(kind, 0), 1);
		assertThat(chance(TWO_SECONDS)).isZero();
		assertThat(isHopeless(LONG)).isTrue();
	}

	@ParameterizedTest
	@EnumSource(names = { "CONNECT_FAILED", "FAILED", "APPLICATION_FAILED", "RECLAIMED", "CLIENT_CLOSED" })
	void callThatIsNotTheBackendsDoingSaysNothing(Kind kind) {
		ended(HoldingTimes.SIZE, Outcome.of(kind, 0), 100);
		assertThat(chance(1)).isOne();
	}

	@ParameterizedTest
	@EnumSource(value = Phase.class, names = { "NAME", "CONNECTING", "TLS" })
	void timeoutBeforeThereIsAConnectionSaysNothing(Phase phase) {
		ended(HoldingTimes.SIZE, Outcome.timedOut(phase, 0), 100);
		assertThat(chance(1)).isOne();
	}

	@Test
	void callerThatLeavesBeforeMostHaveTheirAnswerSaysNothing() {
		ended(HoldingTimes.SIZE, Outcome.answered(200), 100);
		ended(HoldingTimes.SIZE, Outcome.of(Kind.CANCELLED, 0), 99);
		assertThat(isHopeless(100)).isFalse();
		ended(HoldingTimes.SIZE, Outcome.of(Kind.CANCELLED, 0), 100);
		assertThat(isHopeless(LONG)).isTrue();
	}

	@ParameterizedTest
	@EnumSource(names = { "CONNECT_FAILED", "RECLAIMED", "CLIENT_CLOSED" })
	void norDoesItIfItsAnswerHadBegun(Kind kind) {
		ended(HoldingTimes.SIZE, Outcome.of(kind, 200), 100);
		assertThat(chance(1)).isOne();
	}

	@Test
	void heldCallThatIsCancelledBeforeItsAnswerIsAHangUp() {
		for (int call = 0; call < 5; call++) {
			this.prospects.ended(Outcome.of(Kind.CANCELLED, 0), 1, 70, NOW);
		}
		assertPatience(70);
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = "CANCELLED")
	void otherEndsAreNoHangUps(Kind kind) {
		for (int call = 0; call < 5; call++) {
			this.prospects.ended(Outcome.of(kind, 0), 1, 70, NOW);
		}
		assertPatience(HALF_A_SECOND);
	}

	@Test
	void callThatIsCancelledAfterItsAnswerBeganIsNoHangUp() {
		for (int call = 0; call < 5; call++) {
			this.prospects.ended(Outcome.of(Kind.CANCELLED, 200), 1, 70, NOW);
		}
		assertPatience(HALF_A_SECOND);
	}

	private void assertPatience(long patience) {
		ended(HoldingTimes.SIZE, Outcome.answered(200), patience);
		assertThat(chance(LONG)).isOne();
		ended(HoldingTimes.SIZE, Outcome.answered(200), patience + 1);
		assertThat(chance(LONG)).isZero();
	}

	private void ended(int count, Outcome outcome, long heldNanos) {
		for (int call = 0; call < count; call++) {
			this.prospects.ended(outcome, heldNanos, heldNanos, NOW);
		}
	}

	private void hungUp(int count, long ageNanos) {
		for (int call = 0; call < count; call++) {
			this.prospects.hungUp(ageNanos, NOW);
		}
	}

	private double chance(long givenNanos) {
		return this.prospects.chance(waiter(givenNanos), NOW);
	}

	private boolean isHopeless(long givenNanos) {
		return this.prospects.isHopeless(waiter(givenNanos), NOW);
	}

	private static Standing waiter(long givenNanos) {
		Standing standing = new Standing(1, NOW);
		standing.given(givenNanos, NOW);
		return standing;
	}

}
