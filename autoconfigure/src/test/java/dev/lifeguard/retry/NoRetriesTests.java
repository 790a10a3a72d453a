package dev.lifeguard.retry;

import java.time.Duration;

import dev.lifeguard.retry.Decision.Outcome;
import dev.lifeguard.retry.RetryRule.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link NoRetries}.
 */
class NoRetriesTests {

	private final Retries retries = new NoRetries();

	@Test
	void nothingIsRepeated() {
		assertThat(this.retries.next(Attempts.unavailable(1), Duration.ofMinutes(1)))
			.isEqualTo(new Decision(Outcome.DISABLED, Duration.ZERO));
	}

	@ParameterizedTest
	@ValueSource(ints = { 200, 429, 503 })
	void factsOfAnAttemptNeedNotBeCollected(int status) {
		assertThat(this.retries.isFinal(status)).isTrue();
	}

	@Test
	void budgetEarnsNothing() {
		this.retries.answered(1, 200, 0, false);
		this.retries.unanswered(1, true);
		assertThat(this.retries.tokens()).isZero();
		assertThat(this.retries.budget()).isNull();
	}

	@Test
	void ruleOfACallChangesNothing() {
		Retries ofCall = this.retries.with((attempt) -> Verdict.REPEAT);
		assertThat(ofCall.next(Attempts.unavailable(1), Duration.ofMinutes(1)).isRetry()).isFalse();
	}

}
