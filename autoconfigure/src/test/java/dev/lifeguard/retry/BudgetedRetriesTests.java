package dev.lifeguard.retry;

import java.time.Duration;
import java.time.InstantSource;

import dev.lifeguard.retry.Attempt.Answer;
import dev.lifeguard.retry.Attempt.Request;
import dev.lifeguard.retry.BudgetState.Payment;
import dev.lifeguard.retry.Decision.Outcome;
import dev.lifeguard.retry.Retries.Sources;
import dev.lifeguard.retry.RetrySettings.BudgetMode;
import dev.lifeguard.retry.RetrySettings.BudgetSettings;
import dev.lifeguard.testsupport.ManualNanoClock;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link BudgetedRetries}: who is asked first, and what a refusal costs.
 */
class BudgetedRetriesTests {

	private static final Duration BACKOFF = Duration.ofMillis(100);

	private static final Duration AMPLE = Duration.ofMinutes(1);

	private static final Duration NO_DEADLINE = Duration.ofNanos(Long.MAX_VALUE);

	private final Budget budget = Budgets.of(new BudgetSettings(BudgetMode.FIXED, 0.5, 0.0, 2),
			new Sources(new ManualNanoClock(), InstantSource.system(), () -> 0.5));

	private final Retries retries = new BudgetedRetries(3,
			new GuardedRule(RetryRule.of(RetrySettings.DEFAULTS), (failure) -> {
				throw new AssertionError(failure);
			}), new RetryDelay((number) -> BACKOFF, new RetryAfter(InstantSource.system()), () -> 0.5), this.budget);

	@Test
	void retryIsDelayedAndPaidFor() {
		assertThat(this.retries.next(Attempts.unavailable(1), AMPLE)).isEqualTo(Decision.retryAfter(BACKOFF));
		assertThat(this.retries.tokens()).isEqualTo(1);
	}

	@Test
	void refusalsCostNothing() {
		assertThat(outcome(Attempts.get(1, new Answer(200)), AMPLE)).isEqualTo(Outcome.FINAL);
		assertThat(outcome(Attempts.post(1, new Answer(503)), AMPLE)).isEqualTo(Outcome.NOT_REPEATABLE);
		assertThat(outcome(consumed(1), AMPLE)).isEqualTo(Outcome.NOT_REPLAYABLE);
		assertThat(outcome(Attempts.unavailable(3), AMPLE)).isEqualTo(Outcome.EXHAUSTED);
		assertThat(outcome(Attempts.unavailable(1), Duration.ZERO)).isEqualTo(Outcome.DEADLINE);
		assertThat(this.retries.tokens()).isEqualTo(2);
	}

	@Test
	void successOfTheLastAttemptIsNotAnExhaustion() {
		assertThat(outcome(Attempts.get(3, new Answer(200)), AMPLE)).isEqualTo(Outcome.FINAL);
	}

	@Test
	void bodyThatIsGoneIsNamedEvenAfterTheLastAttempt() {
		assertThat(outcome(consumed(3), AMPLE)).isEqualTo(Outcome.NOT_REPLAYABLE);
	}

	@Test
	void waitMustBeShorterThanTheTimeThatIsLeft() {
		assertThat(outcome(Attempts.unavailable(1), BACKOFF.plusNanos(1))).isEqualTo(Outcome.RETRIED);
		assertThat(outcome(Attempts.unavailable(1), BACKOFF)).isEqualTo(Outcome.DEADLINE);
		assertThat(outcome(Attempts.unavailable(1), Duration.ofSeconds(-1))).isEqualTo(Outcome.DEADLINE);
	}

	@Test
	void wishOfTheBackendMustFitToo() {
		assertThat(outcome(Attempts.unavailable(1, "10"), Duration.ofSeconds(12))).isEqualTo(Outcome.RETRIED);
		assertThat(outcome(Attempts.unavailable(1, "10"), Duration.ofSeconds(10))).isEqualTo(Outcome.DEADLINE);
	}

	@Test
	void callWithoutDeadlineWaitsMinutesAtMost() {
		assertThat(outcome(Attempts.unavailable(1, "300"), NO_DEADLINE)).isEqualTo(Outcome.RETRIED);
		assertThat(outcome(Attempts.unavailable(1, "301"), NO_DEADLINE)).isEqualTo(Outcome.DEADLINE);
	}

	@Test
	void spentBudgetDeniesUntilSuccessesRefillIt() {
		assertThat(outcome(Attempts.unavailable(1), AMPLE)).isEqualTo(Outcome.RETRIED);
		assertThat(outcome(Attempts.unavailable(1), AMPLE)).isEqualTo(Outcome.RETRIED);
		assertThat(outcome(Attempts.unavailable(1), AMPLE)).isEqualTo(Outcome.BUDGET_DENIED);
		this.retries.answered(1, 200, 0, false);
		this.retries.answered(1, 404, 0, false);
		assertThat(outcome(Attempts.unavailable(1), AMPLE)).isEqualTo(Outcome.RETRIED);
	}

	@Test
	void paymentsAreCountedForAllRulesTogether() {
		for (int call = 0; call < 2; call++) {
			this.retries.next(Attempts.unavailable(1), AMPLE);
		}
		this.retries.with(RetryRule.of(RetrySettings.DEFAULTS)).next(Attempts.unavailable(1), AMPLE);
		assertThat(this.retries.budget()).isNotNull().satisfies((budget) -> {
			assertThat(budget.mode()).isEqualTo(BudgetMode.FIXED);
			assertThat(budget.tokens()).isZero();
			assertThat(budget.payments()).containsEntry(Payment.TOKEN, 2L).containsEntry(Payment.BUCKET_EMPTY, 1L);
		});
	}

	private Outcome outcome(Attempt attempt, Duration remaining) {
		return this.retries.next(attempt, remaining).outcome();
	}

	private static Attempt consumed(int number) {
		return new Attempt(number, new Request("PUT", false, false), new Answer(503));
	}

}
