package dev.lifeguard.diagnosis.symptom;

import dev.lifeguard.failure.Cause;
import dev.lifeguard.lease.Phase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link LeakedResponses}.
 */
class LeakedResponsesTests {

	private final FullPool pool = new FullPool();

	private final LeakedResponses symptom = new LeakedResponses();

	@ParameterizedTest
	@CsvSource({ "UNREAD,201,true", "UNREAD,200,false", "BODY,5000,false" })
	void responseThatNobodyReadsShowsItAfterAMoment(Phase phase, long millis, boolean found) {
		this.pool.hold(FullPool.LIMIT, SomeHolder.in(phase, millis));
		assertThat(this.symptom.look(this.pool.facts()) != null).isEqualTo(found);
	}

	@Test
	void thoseThatAreReadAreNotCounted() {
		this.pool.hold(2, SomeHolder.in(Phase.UNREAD, 700).making("GET /leak"))
			.hold(1, SomeHolder.in(Phase.UNREAD, 300))
			.hold(4, SomeHolder.in(Phase.UNREAD, 900).asked(9, 240))
			.hold(1, SomeHolder.in(Phase.BODY, 900));
		assertThat(this.symptom.look(this.pool.facts())).isNotNull().satisfies((finding) -> {
			assertThat(finding.cause()).isEqualTo(Cause.LEAK);
			assertThat(finding.share()).isEqualTo(3.0 / 8);
			assertThat(finding.evidence())
				.isEqualTo("3 of 8 connections hold a response that the application is not reading, "
						+ "for up to 700ms (mostly GET /leak)");
			assertThat(finding.advice()).contains("read every response completely or close it")
				.endsWith("capture: always");
		});
	}

	@Test
	void readerThatHasGoneHasLeakedIt() {
		this.pool.hold(FullPool.LIMIT, SomeHolder.in(Phase.UNREAD, 40_000).asked(10, 13_000));
		assertThat(this.symptom.look(this.pool.facts())).isNotNull();
	}

	@Test
	void callWithinTheCallExplainsItBetter() {
		this.pool.hold(FullPool.LIMIT, SomeHolder.in(Phase.UNREAD, 5000).nesting());
		assertThat(this.symptom.look(this.pool.facts())).isNull();
	}

	@Test
	void blockedLoopExplainsItBetter() {
		this.pool.hold(FullPool.LIMIT, SomeHolder.in(Phase.UNREAD, 5000).onBlockedLoop());
		assertThat(this.symptom.look(this.pool.facts())).isNull();
	}

}
