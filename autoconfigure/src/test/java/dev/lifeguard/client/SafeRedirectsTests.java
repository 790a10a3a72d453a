package dev.lifeguard.client;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SafeRedirects}.
 */
class SafeRedirectsTests {

	@ParameterizedTest
	@CsvSource({ "https://a.test/x,http://a.test/y,true", "https://a.test/x,HTTP://a.test/y,true",
			"https://a.test/x,ws://a.test/y,true", "https://a.test/x,https://b.test/y,false",
			"https://a.test/x,/y?to=http://b.test,false", "https://a.test/x,//b.test/y,false",
			"HTTPS://a.test/x,http://a.test,true", "http://a.test/x,http://b.test/y,false",
			"http://a.test/x,https://b.test/y,false" })
	void redirectFromTlsToClearTextIsSeen(String from, String location, boolean leaves) {
		assertThat(SafeRedirects.leavesTls(from, location)).isEqualTo(leaves);
	}

}
