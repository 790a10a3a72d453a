package dev.lifeguard.diagnosis.symptom;

import dev.lifeguard.failure.Cause;
import dev.lifeguard.lease.Phase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link SlowReaders}.
 */
class SlowReadersTests {

	private final FullPool pool = new FullPool();

	private final SlowReaders symptom = new SlowReaders();

	/**
	 * Who asks every 2.3 s has gone after three times as much.
	 */
	@ParameterizedTest
	@CsvSource({ "10,30000,6923,true", "10,30000,6924,false", "10,30000,2900,true", "10,2500,240,true",
			"10,900,250,true", "10,900,251,false", "10,900,700,false", "5,700,400,false" })
	void readerAsksAgainAfterAMomentOrAfterItsUsualPause(int asks, long since, long sinceAsk, boolean slow) {
		this.pool.hold(FullPool.LIMIT, SomeHolder.in(Phase.UNREAD, since).asked(asks, sinceAsk));
		assertThat(this.symptom.look(this.pool.facts()) != null).isEqualTo(slow);
	}

	@ParameterizedTest
	@CsvSource({ "1,240,false", "2,240,true", "2,200,false", "2,201,true" })
	void twoQuestionsMakeAReaderAndTimeMakesItSlow(int asks, long since, boolean slow) {
		this.pool.hold(FullPool.LIMIT, SomeHolder.in(Phase.UNREAD, since).asked(asks, 100));
		assertThat(this.symptom.look(this.pool.facts()) != null).isEqualTo(slow);
	}

	@Test
	void whoNeverAskedIsNoReader() {
		this.pool.hold(FullPool.LIMIT, SomeHolder.in(Phase.UNREAD, 900));
		assertThat(this.symptom.look(this.pool.facts())).isNull();
	}

	@Test
	void whileItIsThePeersTurnNobodyIsASlowReader() {
		this.pool.hold(FullPool.LIMIT, SomeHolder.in(Phase.BODY, 900).asked(9, 240));
		assertThat(this.symptom.look(this.pool.facts())).isNull();
	}

	@Test
	void othersAreNotCounted() {
		this.pool.hold(3, SomeHolder.in(Phase.UNREAD, 900).asked(9, 240).making("GET /stream"))
			.hold(1, SomeHolder.in(Phase.UNREAD, 2500).asked(9, 240))
			.hold(4, SomeHolder.in(Phase.UNREAD, 5000));
		assertThat(this.symptom.look(this.pool.facts())).isNotNull().satisfies((finding) -> {
			assertThat(finding.cause()).isEqualTo(Cause.SLOW_READER);
			assertThat(finding.share()).isEqualTo(0.5);
			assertThat(finding.evidence()).isEqualTo("4 of 8 connections hold a response that the application reads "
					+ "slowly, for up to 2.5s (mostly GET /stream)");
			assertThat(finding.advice()).contains("read the whole response first and process it afterwards");
		});
	}

	@Test
	void callWithinTheCallExplainsItBetter() {
		this.pool.hold(FullPool.LIMIT, SomeHolder.in(Phase.UNREAD, 900).asked(9, 240).nesting());
		assertThat(this.symptom.look(this.pool.facts())).isNull();
	}

	@Test
	void blockedLoopExplainsItBetter() {
		this.pool.hold(FullPool.LIMIT, SomeHolder.in(Phase.UNREAD, 900).asked(9, 240).onBlockedLoop());
		assertThat(this.symptom.look(this.pool.facts())).isNull();
	}

}
