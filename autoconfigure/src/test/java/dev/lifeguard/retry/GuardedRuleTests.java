package dev.lifeguard.retry;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

import dev.lifeguard.failure.CallTimeoutException.Phase;
import dev.lifeguard.retry.Attempt.Result;
import dev.lifeguard.retry.RetryRule.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link GuardedRule}: what no rule may decide, and what a rule may not do.
 */
class GuardedRuleTests {

	private final List<Throwable> failures = new ArrayList<>();

	static Stream<Throwable> finalFailures() {
		return Stream.of(Attempts.exhausted(), Attempts.timeout(Phase.CALL), Attempts.timeout(Phase.ACQUIRE),
				new CancellationException(), new InterruptedException(), new InterruptedIOException(),
				new ClosedByInterruptException());
	}

	@ParameterizedTest
	@MethodSource("finalFailures")
	void finalFailureIsNotLeftToTheRule(Throwable failure) {
		RetryRule rule = guarded((attempt) -> Verdict.REPEAT);
		assertThat(judge(rule, Attempts.neverSent(failure))).isEqualTo(Verdict.FINAL);
		assertThat(judge(rule, Attempts.sent(new IllegalStateException(new IOException(failure)))))
			.isEqualTo(Verdict.FINAL);
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = { "ACQUIRE", "CALL" })
	void timeoutOfAnAttemptIsLeftToTheRule(Phase phase) {
		assertThat(judge(guarded((attempt) -> Verdict.REPEAT), Attempts.sent(Attempts.timeout(phase))))
			.isEqualTo(Verdict.REPEAT);
	}

	@Test
	void readThatTimedOutIsNotAnInterruption() {
		assertThat(judge(guarded((attempt) -> Verdict.REPEAT), Attempts.sent(new SocketTimeoutException())))
			.isEqualTo(Verdict.REPEAT);
	}

	@ParameterizedTest
	@EnumSource
	void verdictOfTheRuleIsPassedOn(Verdict verdict) {
		assertThat(guarded((attempt) -> verdict).judge(Attempts.unavailable(1))).isEqualTo(verdict);
		assertThat(this.failures).isEmpty();
	}

	@Test
	void ruleThatThrowsIsReportedAndTheAttemptIsFinal() {
		IllegalStateException bug = new IllegalStateException("bug");
		RetryRule rule = guarded((attempt) -> {
			throw bug;
		});
		assertThat(rule.judge(Attempts.unavailable(1))).isEqualTo(Verdict.FINAL);
		assertThat(this.failures).containsExactly(bug);
	}

	@Test
	@SuppressWarnings("NullAway")
	void ruleThatReturnsNothingIsReportedAndTheAttemptIsFinal() {
		assertThat(guarded((attempt) -> null).judge(Attempts.unavailable(1))).isEqualTo(Verdict.FINAL);
		assertThat(this.failures).singleElement()
			.satisfies((failure) -> assertThat(failure).hasMessage("a retry rule returned no verdict"));
	}

	private RetryRule guarded(RetryRule rule) {
		return new GuardedRule(rule, this.failures::add);
	}

	private static Verdict judge(RetryRule rule, Result result) {
		return rule.judge(Attempts.get(1, result));
	}

}
