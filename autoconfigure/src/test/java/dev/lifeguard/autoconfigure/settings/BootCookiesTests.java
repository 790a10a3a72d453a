package dev.lifeguard.autoconfigure.settings;

import dev.lifeguard.autoconfigure.properties.CookieHandling;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpCookieHandling;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link BootCookies}.
 */
class BootCookiesTests {

	private static final HttpClientSettings NOTHING = HttpClientSettings.defaults().withCookieHandling(null);

	@Test
	void settingsThatSayNothingOfCookiesHaveNone() {
		assertThat(BootCookies.of(NOTHING)).isNull();
	}

	@ParameterizedTest
	@EnumSource
	void everyWayOfBootsIsOneOfOurs(HttpCookieHandling cookies) {
		assertThat(BootCookies.of(NOTHING.withCookieHandling(cookies)).name()).isEqualTo(cookies.name());
	}

	@ParameterizedTest
	@EnumSource
	void everyWayOfOursIsOneOfBoots(CookieHandling cookies) {
		HttpCookieHandling applied = BootCookies.apply(NOTHING, cookies).cookieHandling();
		assertThat(applied).isNotNull().extracting(Enum::name).isEqualTo(cookies.name());
	}

}
