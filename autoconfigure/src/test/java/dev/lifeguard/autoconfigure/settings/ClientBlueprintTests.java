package dev.lifeguard.autoconfigure.settings;

import java.time.Duration;
import java.util.List;

import dev.lifeguard.autoconfigure.properties.CookieHandling;
import dev.lifeguard.client.ClientSettings;
import dev.lifeguard.testsupport.TestClients;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpCookieHandling;
import org.springframework.boot.http.client.HttpRedirects;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link ClientBlueprint}.
 */
class ClientBlueprintTests {

	private static final ClientSettings SETTINGS = TestClients.settings("orders");

	private static final HttpClientSettings BOOTS = HttpClientSettings.defaults()
		.withReadTimeout(Duration.ofSeconds(7))
		.withRedirects(HttpRedirects.FOLLOW)
		.withCookieHandling(HttpCookieHandling.DISABLE);

	private static ClientBlueprint blueprint(@Nullable HttpRedirects redirects, @Nullable CookieHandling cookies) {
		return new ClientBlueprint(SETTINGS, "http://a.test", "bundle", (http) -> http, redirects, cookies);
	}

	@Test
	void ownRedirectsAndCookiesTakeThePlaceOfBoots() {
		assertThat(blueprint(HttpRedirects.DONT_FOLLOW, null).applyTo(BOOTS))
			.isEqualTo(BOOTS.withRedirects(HttpRedirects.DONT_FOLLOW));
		assertThat(blueprint(null, CookieHandling.ENABLE_WHEN_POSSIBLE).applyTo(BOOTS))
			.isEqualTo(BOOTS.withCookieHandling(HttpCookieHandling.ENABLE_WHEN_POSSIBLE));
		assertThat(blueprint(HttpRedirects.DONT_FOLLOW, CookieHandling.ENABLE).applyTo(BOOTS))
			.isEqualTo(BOOTS.withRedirects(HttpRedirects.DONT_FOLLOW).withCookieHandling(HttpCookieHandling.ENABLE));
	}

	@Test
	void bootsSettingsHoldWhereTheClientHasNone() {
		assertThat(blueprint(null, null).applyTo(BOOTS)).isEqualTo(BOOTS);
	}

	@Test
	void otherSettingsLeaveTheRestAsItIs() {
		ClientBlueprint blueprint = blueprint(HttpRedirects.FOLLOW, CookieHandling.DISABLE);
		ClientSettings advised = SETTINGS.withAdvice(List.of("an advice"));
		assertThat(blueprint.with(advised)).isEqualTo(new ClientBlueprint(advised, "http://a.test", "bundle",
				blueprint.proxy(), HttpRedirects.FOLLOW, CookieHandling.DISABLE));
	}

}
