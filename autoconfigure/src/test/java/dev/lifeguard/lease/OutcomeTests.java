package dev.lifeguard.lease;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link Outcome}.
 */
class OutcomeTests {

	@Test
	void answerHasItsStatus() {
		assertThat(Outcome.answered(503).isAnswered()).isTrue();
		assertThat(Outcome.answered(503).status()).isEqualTo(503);
		assertThat(Outcome.answered(503)).isSameAs(Outcome.answered(503));
	}

	@Test
	void oddStatusIsAnAnswerToo() {
		assertThat(Outcome.answered(999)).isEqualTo(new Outcome(Outcome.Kind.ANSWERED, 999, null));
		assertThat(Outcome.answered(42).status()).isEqualTo(42);
	}

	@Test
	void whatWasNotAnsweredSaysWhatItWas() {
		Outcome timedOut = Outcome.timedOut(Phase.FIRST_BYTE, 0);
		assertThat(timedOut.isAnswered()).isFalse();
		assertThat(timedOut.phase()).isEqualTo(Phase.FIRST_BYTE);
		assertThat(Outcome.of(Outcome.Kind.CANCELLED, 200).isAnswered()).isFalse();
	}

	@Test
	void wordsNameKindPhaseAndStatus() {
		assertThat(Outcome.answered(200)).hasToString("ANSWERED 200");
		assertThat(Outcome.timedOut(Phase.BODY, 200)).hasToString("TIMED_OUT BODY 200");
		assertThat(Outcome.of(Outcome.Kind.CONNECT_FAILED, 0)).hasToString("CONNECT_FAILED");
	}

}
