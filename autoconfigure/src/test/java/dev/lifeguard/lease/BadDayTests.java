package dev.lifeguard.lease;

import java.time.Duration;

import dev.lifeguard.lease.BadDay.Trouble;
import dev.lifeguard.testsupport.LongRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of every {@link Order} on a {@link BadDay}. The backend can serve 17 calls a
 * second while it is slow, and 83 while half of it is gone; those that wait when the
 * trouble ends are served as well.
 */
@LongRun
class BadDayTests {

	private static final Duration PATIENCE = Duration.ofSeconds(1);

	private static final double SLOW = 17;

	private static final double HALVED = 90;

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5 })
	void adaptiveServesWhatTheBackendCanServeInEitherTrouble(long seed) {
		assertThat(good(Order.ADAPTIVE, PATIENCE, Trouble.SLOW, seed)).isGreaterThanOrEqualTo(SLOW);
		assertThat(good(Order.ADAPTIVE, PATIENCE, Trouble.HALVED, seed)).isGreaterThanOrEqualTo(HALVED);
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5 })
	void adaptiveDoesNearlyAsWellIfItDoesNotKnowHowLongCallersWait(long seed) {
		Duration deadline = Duration.ofSeconds(30);
		assertThat(good(Order.ADAPTIVE, deadline, Trouble.SLOW, seed)).isGreaterThanOrEqualTo(SLOW);
		assertThat(good(Order.ADAPTIVE, deadline, Trouble.HALVED, seed)).isGreaterThanOrEqualTo(HALVED - 3);
	}

	@Test
	void fifoServesNextToNobodyWhileTheBackendIsSlow() {
		assertThat(good(Order.FIFO, PATIENCE, Trouble.SLOW, 1)).isLessThan(SLOW / 4);
		assertThat(good(Order.FIFO, PATIENCE, Trouble.HALVED, 1)).isGreaterThanOrEqualTo(HALVED);
	}

	@Test
	void lifoGivesUpCallersWhileHalfOfTheBackendIsGone() {
		assertThat(good(Order.LIFO, PATIENCE, Trouble.SLOW, 1)).isGreaterThanOrEqualTo(SLOW);
		assertThat(good(Order.LIFO, PATIENCE, Trouble.HALVED, 1)).isLessThan(HALVED - 3);
	}

	@ParameterizedTest
	@EnumSource
	void everyOrderServesEverybodyWhileNothingIsWrong(Order order) {
		assertThat(good(order, PATIENCE, Trouble.NONE, 1)).isEqualTo(100);
	}

	private static double good(Order order, Duration deadline, Trouble trouble, long seed) {
		return new BadDay(order, deadline, seed).good(trouble);
	}

}
