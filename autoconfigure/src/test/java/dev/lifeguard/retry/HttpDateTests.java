package dev.lifeguard.retry;

import java.time.Instant;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link HttpDate}.
 */
class HttpDateTests {

	private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

	@ParameterizedTest
	@ValueSource(
			strings = { "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994" })
	void everyFormatIsRead(String text) {
		assertThat(HttpDate.parse(text, NOW)).isEqualTo("1994-11-06T08:49:37Z");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			Sun Nov 16 08:49:37 2036         | 2036-11-16T08:49:37Z
			Wednesday, 25-Nov-26 12:00:01 GMT | 2026-11-25T12:00:01Z
			Wednesday, 25-Nov-76 12:00:00 GMT | 2076-11-25T12:00:00Z
			Friday, 25-Nov-77 12:00:00 GMT   | 1977-11-25T12:00:00Z
			Fri, 31 Dec 9999 23:59:59 GMT    | 9999-12-31T23:59:59Z
			""")
	void yearOfTwoDigitsIsNotFarAhead(String text, Instant instant) {
		assertThat(HttpDate.parse(text, NOW)).isEqualTo(instant);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "soon", "Mon, 06 Nov 1994 08:49:37 GMT", "Sun, 6 Nov 1994 08:49:37 GMT",
			"Sun, 06 Nov 1994 08:49:37", "Sun, 06 Nov 1994 08:49:37 CET", "Sun, 06 Nov 1994 25:49:37 GMT",
			"Sun, 06 Nov 1994 08:49:37 GMTSun Nov  6 08:49:37 1995", "Sun Nov 6 08:49:37 1994",
			"Sunday, 06-Nov-1994 08:49:37 GMT", "1994-11-06T08:49:37Z", "Sun, 06 Brumaire 1994 08:49:37 GMT" })
	void anythingElseIsNotADate(String text) {
		assertThat(HttpDate.parse(text, NOW)).isNull();
	}

}
