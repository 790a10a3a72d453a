package dev.lifeguard.retry;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.util.stream.Stream;

import dev.lifeguard.failure.CallTimeoutException.Phase;
import dev.lifeguard.failure.ResponseHeaderTooLargeException;
import dev.lifeguard.retry.Attempt.Answer;
import dev.lifeguard.retry.Attempt.Request;
import dev.lifeguard.retry.Attempt.Result;
import dev.lifeguard.retry.RetryRule.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link StandardRule}: what is worth a retry where the application does not say
 * so itself.
 */
class StandardRuleTests {

	private final RetryRule rule = RetryRule.of(RetrySettings.DEFAULTS);

	@ParameterizedTest
	@CsvSource({ "GET, false, 200, FINAL", "GET, false, 301, FINAL", "GET, false, 404, FINAL", "GET, false, 500, FINAL",
			"GET, false, 501, FINAL", "GET, false, 429, REPEAT", "GET, false, 502, REPEAT", "GET, false, 503, REPEAT",
			"GET, false, 504, REPEAT", "HEAD, false, 503, REPEAT", "OPTIONS, false, 503, REPEAT",
			"PUT, false, 503, REPEAT", "DELETE, false, 503, REPEAT", "POST, false, 503, NOT_REPEATABLE",
			"PATCH, false, 503, NOT_REPEATABLE", "get, false, 503, NOT_REPEATABLE", "POST, true, 503, REPEAT",
			"POST, true, 500, FINAL", "POST, false, 200, FINAL", "POST, true, 200, FINAL" })
	void statusIsJudgedWithTheRequest(String method, boolean key, int status, Verdict verdict) {
		assertThat(judge(method, key, new Answer(status))).isEqualTo(verdict);
	}

	static Stream<Arguments> failures() {
		IOException tooLarge = new ResponseHeaderTooLargeException("orders", "a.test:80", "it is too large", 1024,
				null);
		IOException reset = new IOException("connection reset");
		return Stream.of(Arguments.of("reset", Attempts.sent(reset), Verdict.NOT_REPEATABLE),
				Arguments.of("wrapped", Attempts.sent(new RuntimeException(reset)), Verdict.NOT_REPEATABLE),
				Arguments.of("read", Attempts.sent(new SocketTimeoutException()), Verdict.NOT_REPEATABLE),
				Arguments.of("first byte", Attempts.sent(Attempts.timeout(Phase.FIRST_BYTE)), Verdict.NOT_REPEATABLE),
				Arguments.of("body", Attempts.sent(Attempts.timeout(Phase.BODY)), Verdict.NOT_REPEATABLE),
				Arguments.of("connect", Attempts.sent(Attempts.timeout(Phase.CONNECT)), Verdict.REPEAT),
				Arguments.of("TLS", Attempts.sent(new RuntimeException(Attempts.timeout(Phase.TLS))), Verdict.REPEAT),
				Arguments.of("refused", Attempts.neverSent(new ConnectException()), Verdict.REPEAT),
				Arguments.of("not sent", Attempts.neverSent(new IllegalStateException()), Verdict.REPEAT),
				Arguments.of("not of the network", Attempts.sent(new IllegalStateException()), Verdict.FINAL),
				Arguments.of("headers too large", Attempts.sent(new RuntimeException(tooLarge)), Verdict.FINAL),
				Arguments.of("fatal", Attempts.sent(new StackOverflowError()), Verdict.FINAL));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("failures")
	void failureOfPost(String name, Result failure, Verdict verdict) {
		assertThat(judge("POST", false, failure)).isEqualTo(verdict);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("failures")
	void failureOfWhatMayBeRepeated(String name, Result failure, Verdict verdictOnPost) {
		Verdict verdict = (verdictOnPost == Verdict.NOT_REPEATABLE) ? Verdict.REPEAT : verdictOnPost;
		assertThat(judge("GET", false, failure)).isEqualTo(verdict);
		assertThat(judge("POST", true, failure)).isEqualTo(verdict);
	}

	@Test
	void answerWasSentWhateverItSays() {
		assertThat(judge("POST", false, new Answer(503, "0", null))).isEqualTo(Verdict.NOT_REPEATABLE);
	}

	private Verdict judge(String method, boolean key, Result result) {
		return this.rule.judge(new Attempt(1, new Request(method, key, true), result));
	}

}
