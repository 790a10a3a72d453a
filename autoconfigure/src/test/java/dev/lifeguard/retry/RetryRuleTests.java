package dev.lifeguard.retry;

import java.util.Set;

import dev.lifeguard.retry.Attempt.Answer;
import dev.lifeguard.retry.RetryRule.Verdict;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link RetryRule}.
 */
class RetryRuleTests {

	@Test
	void neverRepeatsNothing() {
		assertThat(RetryRule.NEVER.judge(Attempts.unavailable(1))).isEqualTo(Verdict.FINAL);
		assertThat(RetryRule.NEVER.judge(Attempts.get(1, Attempts.neverSent(new IllegalStateException()))))
			.isEqualTo(Verdict.FINAL);
	}

	@Test
	void ruleThatHoldsWithoutAnotherRepeatsTheStatusesAndMethodsOfTheSettings() {
		RetrySettings defaults = RetrySettings.DEFAULTS;
		RetryRule rule = RetryRule
			.of(new RetrySettings(true, 3, Set.of(500), Set.of("POST"), defaults.backoff(), defaults.budget(), false));
		assertThat(rule.judge(Attempts.post(1, new Answer(500)))).isEqualTo(Verdict.REPEAT);
		assertThat(rule.judge(Attempts.post(1, new Answer(503)))).isEqualTo(Verdict.FINAL);
		assertThat(rule.judge(Attempts.get(1, new Answer(500)))).isEqualTo(Verdict.NOT_REPEATABLE);
	}

}
