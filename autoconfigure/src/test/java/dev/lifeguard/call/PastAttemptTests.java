package dev.lifeguard.call;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;

import dev.lifeguard.retry.Attempt;
import dev.lifeguard.retry.Attempt.Answer;
import dev.lifeguard.retry.Attempt.Failure;
import dev.lifeguard.retry.Attempt.Request;
import dev.lifeguard.retry.Attempt.Result;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link PastAttempt}.
 */
class PastAttemptTests {

	@Test
	void attemptThatWasAnsweredHasItsStatusAndNoCause() {
		assertThat(past(new Answer(503)))
			.hasMessage("attempt 2: status 503 after 1200ms of the call, next attempt in 30ms")
			.hasNoCause();
	}

	@Test
	void attemptThatFailedHasItsFailure() {
		IOException failure = new IOException("reset");
		PastAttempt past = past(new Failure(failure, false));
		assertThat(past).hasMessage("attempt 2: failed after 1200ms of the call, next attempt in 30ms");
		assertThat(past.getCause()).isSameAs(failure);
	}

	@Test
	void traceShowsTheMessageAlone() {
		PastAttempt past = past(new Answer(503));
		assertThat(past).hasToString(past.getMessage());
		assertThat(past.getStackTrace()).isEmpty();
	}

	/**
	 * The numbers of a log are searched for.
	 */
	@Test
	void messageHasTheSameDigitsInEveryLanguage() {
		Locale before = Locale.getDefault();
		try {
			Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
			assertThat(past(new Answer(503)))
				.hasMessage("attempt 2: status 503 after 1200ms of the call, next attempt in 30ms");
		}
		finally {
			Locale.setDefault(before);
		}
	}

	private static PastAttempt past(Result result) {
		Attempt attempt = new Attempt(2, new Request("GET", false, true), result);
		return PastAttempt.of(attempt, Duration.ofMillis(1200), Duration.ofMillis(30));
	}

}
