package dev.lifeguard.autoconfigure.settings;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link ShownValue}.
 */
class ShownValueTests {

	@ParameterizedTest
	@CsvSource({ "PT0S,0s", "PT0.5S,500ms", "PT1.5S,1500ms", "PT2S,2s", "PT90S,90s", "PT1M,1m", "PT1H,60m" })
	void timeHasTheLargestUnitThatLosesNothing(Duration time, String shown) {
		assertThat(ShownValue.of(time)).isEqualTo(shown);
	}

	@Test
	void sizeHasAUnit() {
		assertThat(ShownValue.of(DataSize.ofKilobytes(8))).isEqualTo("8KB");
	}

	@Test
	void otherValueIsShownAsItIs() {
		assertThat(ShownValue.of(50)).isEqualTo(50);
	}

	@ParameterizedTest
	@CsvSource({ "https://orders.test/api,https://orders.test/api",
			"https://bob:x@orders.test/api,https://orders.test/api", "http://bob:SE/CRET@host/,http://******@host/",
			"http//bob:SECRET@host/,http//host/", "http://bob:SE?CR#ET@host/,http://******@host/",
			"http://bob:SE@CRET@host/,http://host/", "bob:SECRET@host,host", "http:bob:SECRET@host,http:host",
			"HTTPS://bob:SECRET@host,HTTPS://host", "ftp://bob:SECRET@host/,ftp://host/",
			"http:///bob:SECRET@host,http:///host", "http://bob:SE CRET@host,http://host",
			"http://bob:SECRET%40host/,http://host/", "http://host/a?key=SECRET,http://host/a",
			"http://host/a#SECRET,http://host/a", "http://host/a?mail=SECRET@b,http://******@b",
			"http://host/users/@me,http://******@me", "none,none" })
	void whatStandsBeforeTheLastAtIsHidden(String url, String shown) {
		assertThat(ShownValue.of(url)).isEqualTo(shown);
	}

	@Test
	void lineBreakHidesNothingFromTheCut() {
		assertThat(ShownValue.of("http://host/a?b\nSECRET")).isEqualTo("http://host/a");
		assertThat(ShownValue.of("http://bob:\nSECRET@host/")).isEqualTo("http://host/");
	}

}
