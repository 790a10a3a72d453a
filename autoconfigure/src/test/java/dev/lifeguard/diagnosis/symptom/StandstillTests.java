package dev.lifeguard.diagnosis.symptom;

import dev.lifeguard.lease.Phase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link Standstill}.
 */
class StandstillTests {

	@Test
	void callStandsStillWhereNothingHasMovedForTwoHundredMilliseconds() {
		assertThat(isInBody(SomeHolder.in(Phase.BODY, 900).quietFor(201))).isTrue();
		assertThat(isInBody(SomeHolder.in(Phase.BODY, 900).quietFor(200))).isFalse();
	}

	@Test
	void standstillOfAnotherPhaseIsAnother() {
		assertThat(isInBody(SomeHolder.in(Phase.UNREAD, 900))).isFalse();
		assertThat(Standstill.isIn(SomeHolder.in(Phase.UNREAD, 900).holder(), Phase.UNREAD)).isTrue();
	}

	@Test
	void whatIsExplainedOtherwiseIsNone() {
		assertThat(isInBody(SomeHolder.in(Phase.BODY, 900).nesting())).isFalse();
		assertThat(isInBody(SomeHolder.in(Phase.BODY, 900).onBlockedLoop())).isFalse();
	}

	private static boolean isInBody(SomeHolder holder) {
		return Standstill.isIn(holder.holder(), Phase.BODY);
	}

}
