package dev.lifeguard.diagnosis.symptom;

import java.time.Duration;

import dev.lifeguard.failure.Cause;
import dev.lifeguard.lease.Phase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link SlowBackend}.
 */
class SlowBackendTests {

	private final FullPool pool = new FullPool();

	private final SlowBackend symptom = new SlowBackend();

	/**
	 * Most wait for as long as is usual, and a few for longer: so it is not the backend
	 * that gets slower.
	 */
	private boolean isSlow(Phase phase, long millis) {
		this.pool.hold(5, SomeHolder.in(Phase.FIRST_BYTE, 10)).hold(3, SomeHolder.in(phase, millis));
		return this.symptom.look(this.pool.facts()) != null;
	}

	@ParameterizedTest
	@CsvSource({ "20,20,200,false", "20,20,201,true", "40,40,400,false", "40,40,401,true", "20,900,900,false",
			"20,900,901,true" })
	void tenTimesTheUsualTimeIsTooLongButNotWhatIsUsualForSome(long half, long nearlyAll, long millis, boolean slow) {
		this.pool.usual(FullPool.times(half, nearlyAll, nearlyAll));
		assertThat(isSlow(Phase.FIRST_BYTE, millis)).isEqualTo(slow);
	}

	@ParameterizedTest
	@CsvSource({ "150,300,false", "150,301,true", "50,200,false", "50,201,true" })
	void twiceTheRecentTimeIsTooLongWhereNothingIsUsual(long most, long millis, boolean slow) {
		this.pool.usual(null).recent(FullPool.times(20, most, 900));
		assertThat(isSlow(Phase.FIRST_BYTE, millis)).isEqualTo(slow);
	}

	@ParameterizedTest
	@CsvSource({ "200,false", "201,true" })
	void waitThatIsLongForAPersonIsTooLongWhereNothingIsKnown(long millis, boolean slow) {
		this.pool.usual(null).recent(null);
		assertThat(isSlow(Phase.FIRST_BYTE, millis)).isEqualTo(slow);
	}

	@ParameterizedTest
	@CsvSource({ "SENDING,true", "BODY,false", "UNREAD,false", "CONNECTING,false" })
	void peerThatTakesNothingIsSlowAsWell(Phase phase, boolean slow) {
		assertThat(isSlow(phase, 5000)).isEqualTo(slow);
	}

	@Test
	void uploadThatGoesOnIsNotSlow() {
		this.pool.hold(FullPool.LIMIT, SomeHolder.in(Phase.SENDING, 60_000).quietFor(200));
		assertThat(this.symptom.look(this.pool.facts())).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "FIRST_BYTE", "SENDING" })
	void blockedLoopExplainsItBetter(Phase phase) {
		this.pool.hold(FullPool.LIMIT, SomeHolder.in(phase, 5000).onBlockedLoop());
		assertThat(this.symptom.look(this.pool.facts())).isNull();
	}

	/**
	 * Then everybody waits for it. Of fast answers a few milliseconds more are chance.
	 */
	@ParameterizedTest
	@CsvSource({ "20,45,true", "20,44,false", "2,9,true", "2,8,false" })
	void answersThatTakeTwiceAsLongAreSlow(long usual, long recent, boolean slow) {
		this.pool.usual(FullPool.times(usual)).recent(FullPool.times(recent));
		this.pool.hold(FullPool.LIMIT, SomeHolder.in(Phase.FIRST_BYTE, 1));
		assertThat(this.symptom.look(this.pool.facts()) != null).isEqualTo(slow);
	}

	@Test
	void answersThatAreSlowForLackOfWhatIsUsualAreNot() {
		this.pool.usual(null).recent(FullPool.times(5000)).hold(FullPool.LIMIT, SomeHolder.in(Phase.FIRST_BYTE, 1));
		assertThat(this.symptom.look(this.pool.facts())).isNull();
	}

	/**
	 * They will have waited for twice as long when they are answered.
	 */
	@ParameterizedTest
	@CsvSource({ "20,65,false", "20,66,true", "100,100,false", "100,101,true" })
	void thoseWithoutAnAnswerShowItSooner(long nearlyAll, long waiting, boolean slow) {
		this.pool.usualTail(nearlyAll)
			.hold(4, SomeHolder.in(Phase.FIRST_BYTE, waiting))
			.hold(4, SomeHolder.in(Phase.FIRST_BYTE, 1));
		assertThat(this.symptom.look(this.pool.facts()) != null).isEqualTo(slow);
	}

	@Test
	void whatTheRetriesDoIsNotTheBackendsFault() {
		this.pool.recent(FullPool.times(90)).retryShare(0.5).hold(8, SomeHolder.in(Phase.FIRST_BYTE, 150));
		assertThat(this.symptom.look(this.pool.facts())).isNull();
		this.pool.retryShare(0.3);
		assertThat(this.symptom.look(this.pool.facts())).isNotNull();
	}

	@Test
	void evidenceIsTheSlowestAnswerOrTheLongestWait() {
		this.pool.recent(FullPool.times(20, 20, 400))
			.hold(2, SomeHolder.in(Phase.FIRST_BYTE, 300).making("GET /slow"))
			.hold(6, SomeHolder.in(Phase.BODY, 10));
		assertThat(this.symptom.look(this.pool.facts())).isNotNull().satisfies((finding) -> {
			assertThat(finding.cause()).isEqualTo(Cause.SLOW_BACKEND);
			assertThat(finding.share()).isEqualTo(0.25);
			assertThat(finding.evidence())
				.isEqualTo("2 of 8 connections wait for the first byte; p99 400ms, usually 20ms (mostly GET /slow)");
		});
		this.pool.hold(1, SomeHolder.in(Phase.FIRST_BYTE, 500));
		assertThat(this.symptom.look(this.pool.facts())).isNotNull()
			.satisfies((finding) -> assertThat(finding.evidence()).contains("p99 500ms"));
	}

	@Test
	void evidenceSaysWhatIsNotKnown() {
		this.pool.usual(null).recent(null).hold(FullPool.LIMIT, SomeHolder.in(Phase.FIRST_BYTE, 300));
		assertThat(this.symptom.look(this.pool.facts())).isNotNull()
			.satisfies((finding) -> assertThat(finding.evidence()).contains("p99 300ms, usually unknown"));
	}

	@ParameterizedTest
	@CsvSource({ "150,1500ms", "20,1000ms", "999,9990ms" })
	void limitOfTenTimesTheUsualTimeIsAdvised(long nearlyAll, String limit) {
		this.pool.usualTail(nearlyAll).hold(FullPool.LIMIT, SomeHolder.in(Phase.FIRST_BYTE, 5000));
		assertThat(this.symptom.look(this.pool.facts())).isNotNull().satisfies((finding) -> {
			assertThat(finding.advice()).contains("Lower timeout.response (10.0s) to fail sooner");
			assertThat(finding.advice().lines()).endsWith("          timeout:", "            response: " + limit);
		});
	}

	@Test
	void limitThatIsNoShorterIsNot() {
		this.pool.usualTail(1000).hold(FullPool.LIMIT, SomeHolder.in(Phase.FIRST_BYTE, 5000));
		assertThat(this.symptom.look(this.pool.facts())).isNotNull()
			.satisfies((finding) -> assertThat(finding.advice()).endsWith("to fail sooner"));
	}

	@Test
	void medianIsThatOfThoseThatWaitForTheFirstByte() {
		assertThat(SlowBackend.medianAge(this.pool.facts().holders())).isZero();
		this.pool.hold(1, SomeHolder.in(Phase.FIRST_BYTE, 900))
			.hold(1, SomeHolder.in(Phase.FIRST_BYTE, 3))
			.hold(1, SomeHolder.in(Phase.FIRST_BYTE, 40))
			.hold(5, SomeHolder.in(Phase.BODY, 7000));
		assertThat(SlowBackend.medianAge(this.pool.facts().holders())).isEqualTo(Duration.ofMillis(40));
	}

}
