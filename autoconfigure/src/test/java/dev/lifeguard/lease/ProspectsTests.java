package dev.lifeguard.lease;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link Prospects#UNKNOWN}.
 */
class ProspectsTests {

	@Test
	void whereNothingIsLearnedEverybodyCanMakeIt() {
		for (int call = 0; call < HoldingTimes.SIZE; call++) {
			Prospects.UNKNOWN.ended(Outcome.timedOut(Phase.FIRST_BYTE, 0), 1, 1, 1);
			Prospects.UNKNOWN.hungUp(1, 1);
		}
		Standing late = Standing.withTime(1, 1);
		assertThat(Prospects.UNKNOWN.chance(late, 2)).isOne();
		assertThat(Prospects.UNKNOWN.isHopeless(late, 2)).isFalse();
	}

}
