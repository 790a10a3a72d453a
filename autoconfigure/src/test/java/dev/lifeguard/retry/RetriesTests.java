package dev.lifeguard.retry;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

import dev.lifeguard.retry.Decision.Outcome;
import dev.lifeguard.retry.Retries.Sources;
import dev.lifeguard.testsupport.ManualNanoClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link Retries}.
 */
class RetriesTests {

	private static final Duration AMPLE = Duration.ofMinutes(1);

	private final Sources sources = new Sources(new ManualNanoClock(), InstantSource.system(), () -> 0.5);

	private final List<Throwable> ruleFailures = new ArrayList<>();

	@Test
	void switchedOffOrOneAttemptIsNone() {
		assertThat(retries(false, 3)).isSameAs(Retries.NONE);
		assertThat(retries(true, 1)).isSameAs(Retries.NONE);
		assertThat(retries(true, 2)).isNotSameAs(Retries.NONE);
	}

	@Test
	void defaultsRetryTwice() {
		Retries retries = retries(true, RetrySettings.DEFAULTS.maxAttempts());
		assertThat(retries.next(Attempts.unavailable(1), AMPLE)).isEqualTo(Decision.retryAfter(Duration.ofMillis(50)));
		assertThat(retries.next(Attempts.unavailable(2, "4"), AMPLE))
			.isEqualTo(Decision.retryAfter(Duration.ofMillis(4_400)));
		assertThat(retries.next(Attempts.unavailable(3), AMPLE)).isEqualTo(Decision.stop(Outcome.EXHAUSTED));
		assertThat(retries.tokens()).isEqualTo(8);
	}

	@ParameterizedTest
	@CsvSource({ "200,true", "404,true", "499,true", "500,false", "503,false", "429,false" })
	void answerEarnsSomethingUnlessTheBackendIsNotWell(int status, boolean earns) {
		Retries retries = retries(true, 3);
		retries.next(Attempts.unavailable(1), AMPLE);
		retries.answered(1, status, 0, false);
		assertThat(retries.tokens()).isEqualTo(earns ? 9.2 : 9);
	}

	@Test
	void ruleIsFencedAndGuarded() {
		IllegalStateException bug = new IllegalStateException("bug");
		Retries retries = Retries.of(RetrySettings.DEFAULTS, (attempt) -> {
			throw bug;
		}, this.sources, this.ruleFailures::add);
		assertThat(retries.next(Attempts.get(1, Attempts.sent(Attempts.exhausted())), AMPLE).outcome())
			.isEqualTo(Outcome.FINAL);
		assertThat(this.ruleFailures).isEmpty();
		assertThat(retries.next(Attempts.unavailable(1), AMPLE).outcome()).isEqualTo(Outcome.FINAL);
		assertThat(this.ruleFailures).containsExactly(bug);
	}

	private Retries retries(boolean enabled, int maxAttempts) {
		RetrySettings defaults = RetrySettings.DEFAULTS;
		RetrySettings settings = new RetrySettings(enabled, maxAttempts, defaults.statuses(), defaults.methods(),
				defaults.backoff(), defaults.budget(), false);
		return Retries.of(settings, RetryRule.of(settings), this.sources, this.ruleFailures::add);
	}

}
