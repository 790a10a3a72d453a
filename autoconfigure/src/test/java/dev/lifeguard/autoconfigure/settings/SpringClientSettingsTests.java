package dev.lifeguard.autoconfigure.settings;

import java.time.Duration;

import dev.lifeguard.autoconfigure.properties.ClientProperties;
import dev.lifeguard.autoconfigure.properties.CookieHandling;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpCookieHandling;
import org.springframework.boot.http.client.HttpRedirects;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link SpringClientSettings}.
 */
class SpringClientSettingsTests {

	@Test
	void settingsOfAllClientsAreThoseOfAClient() {
		ClientProperties properties = SpringClientSettings.of(HttpClientSettings.defaults()
			.withTimeouts(Duration.ofSeconds(3), Duration.ofSeconds(7))
			.withRedirects(HttpRedirects.DONT_FOLLOW)
			.withCookieHandling(HttpCookieHandling.ENABLE_WHEN_POSSIBLE));
		assertThat(properties.getTimeout().getConnect()).isEqualTo(Duration.ofSeconds(3));
		assertThat(properties.getTimeout().getResponse()).isEqualTo(Duration.ofSeconds(7));
		assertThat(properties.getRedirects()).isEqualTo(HttpRedirects.DONT_FOLLOW);
		assertThat(properties.getCookieHandling()).isEqualTo(CookieHandling.ENABLE_WHEN_POSSIBLE);
	}

	@Test
	void whatIsNotSaidIsNotSaid() {
		ClientProperties properties = SpringClientSettings
			.of(HttpClientSettings.defaults().withTimeouts(null, null).withRedirects(null).withCookieHandling(null));
		assertThat(properties.getTimeout().getConnect()).isNull();
		assertThat(properties.getTimeout().getResponse()).isNull();
		assertThat(properties.getRedirects()).isNull();
		assertThat(properties.getCookieHandling()).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "timeout.connect,connect-timeout", "timeout.response,read-timeout", "redirects,redirects",
			"cookie-handling,cookie-handling", "ssl.bundle,ssl.bundle", "unknown,unknown" })
	void springHasNamesOfItsOwn(String ours, String springs) {
		assertThat(SpringClientSettings.property(ours)).isEqualTo("spring.http.clients." + springs);
	}

}
