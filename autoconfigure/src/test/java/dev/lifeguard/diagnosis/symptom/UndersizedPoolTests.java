package dev.lifeguard.diagnosis.symptom;

import dev.lifeguard.failure.Cause;
import dev.lifeguard.failure.FleetSnapshot;
import dev.lifeguard.failure.FleetSnapshot.State;
import dev.lifeguard.lease.Phase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link UndersizedPool}.
 */
class UndersizedPoolTests {

	private final FullPool pool = new FullPool().arrivals(1000);

	private final UndersizedPool symptom = new UndersizedPool();

	@BeforeEach
	void hold() {
		this.pool.hold(FullPool.LIMIT, SomeHolder.in(Phase.FIRST_BYTE, 10));
	}

	private boolean isFound() {
		return this.symptom.look(this.pool.facts()) != null;
	}

	@Test
	void fastAnswersForMoreCallsThanPermitsNeedAWiderPool() {
		assertThat(this.symptom.look(this.pool.facts())).isNotNull().satisfies((finding) -> {
			assertThat(finding.cause()).isEqualTo(Cause.UNDERSIZED);
			assertThat(finding.share()).isEqualTo(1);
			assertThat(finding.evidence())
				.isEqualTo("1000 calls per second hold a permit for 20ms each, that is 20 permits "
						+ "on average, and there are 8; the first byte arrives after 20ms, usually 20ms");
			assertThat(finding.advice().lines()).containsExactly(
					"raise pool.max-connections from 8 to 30, which is 1.5 times the load", "    lifeguard:",
					"      clients:", "        orders:", "          pool:", "            max-connections: 30");
		});
	}

	@Test
	void learnedLimitGrowsByItself() {
		assertThat(this.symptom.look(this.pool.learned().facts())).isNotNull().satisfies((finding) -> {
			assertThat(finding.cause()).isEqualTo(Cause.UNDERSIZED);
			assertThat(finding.advice())
				.startsWith("the limit is learned, and grows while the backend is as fast as usual")
				.endsWith("initial: 30");
		});
	}

	@Test
	void boundThatIsTooSmallForALearnedLimitIsToBeRaised() {
		assertThat(this.symptom.look(this.pool.learned().arrivals(2000).facts())).isNotNull()
			.satisfies(
					(finding) -> assertThat(finding.advice()).startsWith("raise pool.max-connections from 40 to 60"));
	}

	/**
	 * 266 calls hold 5.32 permits, which is 7.98 with the half that is to spare.
	 */
	@ParameterizedTest
	@CsvSource({ "266,false", "267,true" })
	void poolThatHoldsTheLoadAndAHalfIsNotTooSmall(double arrivals, boolean found) {
		this.pool.arrivals(arrivals).recentHeld(FullPool.times(30));
		assertThat(isFound()).isEqualTo(found);
	}

	/**
	 * As after a standstill, or with a leak now and then.
	 */
	@ParameterizedTest
	@CsvSource({ "26,false", "27,true" })
	void someCallsThatTakeLongDoNotMakeItTooSmallForMostOfThem(long most, boolean found) {
		this.pool.arrivals(200).held(200).recentHeld(FullPool.times(most, 900, 900));
		assertThat(isFound()).isEqualTo(found);
	}

	@ParameterizedTest
	@CsvSource({ "8,9,false", "8,10,true", "12,11,false", "12,12,true" })
	void permitsMustHaveBeenGivenBackAsOftenAsThereAreAny(int limit, int ended, boolean found) {
		this.pool.limit(limit).ended(ended);
		assertThat(isFound()).isEqualTo(found);
	}

	@ParameterizedTest
	@CsvSource({ "30,true", "31,false" })
	void slowerAnswersAreNotTheFaultOfThePool(long recent, boolean found) {
		this.pool.recent(FullPool.times(recent));
		assertThat(isFound()).isEqualTo(found);
	}

	@ParameterizedTest
	@CsvSource({ "30,true", "31,false" })
	void bodiesThatTakeLongerAreNotEither(long recentHeld, boolean found) {
		this.pool.recentHeld(FullPool.times(recentHeld));
		assertThat(isFound()).isEqualTo(found);
	}

	@ParameterizedTest
	@CsvSource({ "40,true", "41,false" })
	void neitherAreThoseWhoseAnswerIsOverdue(long waiting, boolean found) {
		FullPool waits = new FullPool().arrivals(1000).hold(FullPool.LIMIT, SomeHolder.in(Phase.FIRST_BYTE, waiting));
		assertThat(this.symptom.look(waits.facts()) != null).isEqualTo(found);
	}

	/**
	 * The client was full from its first call on.
	 */
	@ParameterizedTest
	@CsvSource({ "100,200,true", "101,200,false", "100,201,false" })
	void fastMeansATenthOfASecondWhereNothingIsUsual(long firstByte, long held, boolean found) {
		this.pool.usual(null)
			.usualHeld(null)
			.recent(FullPool.times(20, firstByte, 1000))
			.recentHeld(FullPool.times(20, held, 1000));
		assertThat(isFound()).isEqualTo(found);
	}

	@Test
	void poolOfWhichNothingIsKnownIsNotCalledTooSmall() {
		this.pool.recent(null);
		assertThat(isFound()).isFalse();
		this.pool.recent(FullPool.times(20)).usual(null).recentHeld(null);
		assertThat(isFound()).isFalse();
	}

	/**
	 * The bound could be raised, and would change nothing.
	 */
	@Test
	void poolIsNotTooSmallIfItsLeaseIs() {
		this.pool.max(50)
			.fleet(new FleetSnapshot("orders:443", State.LEASED, FullPool.LIMIT, 12, 1, 300, 40, 290, 410));
		assertThat(isFound()).isFalse();
	}

	@Test
	void boundOfOneRemoteIsNotThatOfThePool() {
		this.pool.ofOneRemote();
		assertThat(isFound()).isFalse();
	}

}
