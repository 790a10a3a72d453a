package dev.lifeguard.retry;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

import dev.lifeguard.retry.Attempt.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link RetryAfter}.
 */
class RetryAfterTests {

	private final RetryAfter retryAfter = new RetryAfter(InstantSource.fixed(Instant.parse("1994-11-06T08:49:30Z")));

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			7                              | PT7S
			' 7 '                          | PT7S
			007                            | PT7S
			300                            | PT5M
			Sun, 06 Nov 1994 08:49:37 GMT  | PT7S
			Sunday, 06-Nov-94 08:49:37 GMT | PT7S
			Sun Nov  6 08:49:37 1994       | PT7S
			""")
	void secondsAndDatesAreWaits(String text, Duration wait) {
		assertThat(this.retryAfter.of(new Answer(503, text, null))).isEqualTo(wait);
	}

	@ParameterizedTest
	@ValueSource(strings = { "301", "86400", "2147483648", "9223372036854775807", "9223372036854775808",
			"99999999999999999999999999999999999999999999", "Sun, 06 Nov 1994 08:54:31 GMT",
			"Fri, 31 Dec 9999 23:59:59 GMT" })
	void moreThanFiveMinutesIsForever(String text) {
		assertThat(this.retryAfter.of(new Answer(503, text, null))).isEqualTo(RetryAfter.NEVER);
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", " ", "0", "-1", "+1", "1.5", "1s", "0x10", "1,2", "٣", "soon", "NaN",
			"Sun, 06 Nov 1994 08:49:30 GMT", "Sun, 06 Nov 1994 08:49:29 GMT", "Sunday, 06-Nov-93 08:49:37 GMT",
			"Thu, 01 Jan 1970 00:00:00 GMT", "Mon, 06 Nov 1994 08:49:37 GMT" })
	void whatIsMalformedNegativeOrPastSaysNothing(String text) {
		assertThat(this.retryAfter.of(new Answer(503, text, null))).isZero();
	}

	@Test
	void resetOfTheRateLimitCountsIfThereIsNoRetryAfter() {
		assertThat(this.retryAfter.of(new Answer(429, null, "9"))).isEqualTo(Duration.ofSeconds(9));
		assertThat(this.retryAfter.of(new Answer(429, "soon", "9"))).isEqualTo(Duration.ofSeconds(9));
		assertThat(this.retryAfter.of(new Answer(429, "7", "9"))).isEqualTo(Duration.ofSeconds(7));
		assertThat(this.retryAfter.of(new Answer(429, null, "1764072000"))).isEqualTo(RetryAfter.NEVER);
		assertThat(this.retryAfter.of(new Answer(429, null, "-9"))).isZero();
		assertThat(this.retryAfter.of(new Answer(429, null, "Sun, 06 Nov 1994 08:49:37 GMT"))).isZero();
	}

	@Test
	void resetOfTheRateLimitSaysNothingAboutOtherFailures() {
		assertThat(this.retryAfter.of(new Answer(503, null, "9"))).isZero();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			20     | PT0.02S
			' 20 ' | PT0.02S
			0      | PT0S
			1500   | PT1.5S
			300000 | PT5M
			""")
	void millisecondsComeBeforeSecondsAndDates(String millis, Duration wait) {
		assertThat(this.retryAfter.of(new Answer(429, millis, null, null))).isEqualTo(wait);
		assertThat(this.retryAfter.of(new Answer(429, millis, "7", "9"))).isEqualTo(wait);
		assertThat(this.retryAfter.of(new Answer(503, millis, "86400", null))).isEqualTo(wait);
		assertThat(this.retryAfter.of(new Answer(503, millis, "Sun, 06 Nov 1994 08:49:37 GMT", null))).isEqualTo(wait);
	}

	@ParameterizedTest
	@ValueSource(strings = { "300001", "9223372036854775808", "99999999999999999999999999999999999999999999" })
	void moreThanFiveMinutesInMillisecondsIsForever(String millis) {
		assertThat(this.retryAfter.of(new Answer(429, millis, "7", null))).isEqualTo(RetryAfter.NEVER);
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", " ", "-1", "+1", "1.5", "20ms", "0x10", "1,2", "٣", "soon", "NaN",
			"Sun, 06 Nov 1994 08:49:37 GMT" })
	void millisecondsThatAreMalformedOrNegativeLeaveItToTheSeconds(String millis) {
		assertThat(this.retryAfter.of(new Answer(429, millis, null, null))).isZero();
		assertThat(this.retryAfter.of(new Answer(429, millis, "7", "9"))).isEqualTo(Duration.ofSeconds(7));
		assertThat(this.retryAfter.of(new Answer(429, millis, null, "9"))).isEqualTo(Duration.ofSeconds(9));
	}

}
