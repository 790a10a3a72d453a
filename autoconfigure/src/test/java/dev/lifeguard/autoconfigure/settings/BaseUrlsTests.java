package dev.lifeguard.autoconfigure.settings;

import dev.lifeguard.autoconfigure.settings.BaseUrls.BaseUrl;
import dev.lifeguard.client.Setting;
import dev.lifeguard.client.Setting.Origin;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of {@link BaseUrls}.
 */
class BaseUrlsTests {

	private final MockEnvironment environment = new MockEnvironment();

	private final Written written = new Written();

	private final Leaves leaves = this.written.leaves();

	private BaseUrl baseUrl(@Nullable String override) {
		return new BaseUrls(override, new GroupSettings(this.environment)).of("orders", this.leaves);
	}

	private void write(Origin place, String baseUrl) {
		this.written.at(place, (client) -> client.setBaseUrl(baseUrl));
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://a.test", "HTTPS://a.test:8443/api?x=1#y", "http://me:s3cret@a.test/",
			"http://under_score:81/", "http://[::1]", "http://[::1]:81/", "http://a.test:", "http://10.0.0.1" })
	void urlWithASchemeAndAHostIsAbsolute(String url) {
		assertThat(BaseUrls.isAbsolute(url)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/orders", "orders.test", "localhost:8081", "ftp://a.test", "http:a.test", "http:///a",
			"http://", "http://:80", "http://me@:80", "http://a.test:b", "http://a b", "http://a%41.test",
			"http://[::1", "" })
	void whatHasNoneIsNot(String url) {
		assertThat(BaseUrls.isAbsolute(url)).isFalse();
	}

	@Test
	void ownBaseUrlIsInForceOrThatOfTheDefaults() {
		assertThat(baseUrl(null).inForce()).isNull();
		write(Origin.DEFAULTS, "http://shared.test");
		assertThat(baseUrl(null)).isEqualTo(new BaseUrl("http://shared.test", null));
		write(Origin.CLIENT, "http://a.test");
		assertThat(baseUrl(null).inForce()).isEqualTo("http://a.test");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "  " })
	void overrideThatIsBlankIsNone(String override) {
		write(Origin.CLIENT, "http://a.test");
		assertThat(baseUrl(override).override()).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "http://a.test,http://c:81", "https://a.test:8443/api/v1?x=1,http://c:81/api/v1?x=1",
			"http://me:pw@a.test?x=1,http://c:81?x=1", "http://a.test#y,http://c:81#y" })
	void overrideTakesThePlaceOfSchemeHostAndPort(String own, String inForce) {
		write(Origin.CLIENT, own);
		assertThat(baseUrl(" http://c:81/ ")).isEqualTo(new BaseUrl(own, inForce));
		assertThat(baseUrl("http://c:81").inForce()).isEqualTo(inForce);
		assertThat(this.leaves.found().get("base-url")).isEqualTo(new Setting(ShownValue.of(inForce), Origin.OVERRIDE));
	}

	@Test
	void pathOfTheOverrideIsPutBeforeTheClients() {
		write(Origin.CLIENT, "http://a.test/api");
		assertThat(baseUrl("http://c/$1/").inForce()).isEqualTo("http://c/$1/api");
	}

	@Test
	void clientWithoutABaseUrlGoesToTheOverride() {
		assertThat(baseUrl("http://c:81")).isEqualTo(new BaseUrl(null, "http://c:81"));
	}

	@Test
	void baseUrlOfTheGroupOfTheClientsNameLeavesItsPath() {
		this.environment.setProperty("spring.http.serviceclient.orders.base-url", "http://a.test/group");
		assertThat(baseUrl("http://c:81")).isEqualTo(new BaseUrl(null, "http://c:81/group"));
		write(Origin.CLIENT, "http://a.test/own");
		assertThat(baseUrl("http://c:81").inForce()).isEqualTo("http://c:81/own");
	}

	/**
	 * The override would hide a value that must be refused.
	 */
	@Test
	void baseUrlThatIsNoneStaysInForce() {
		write(Origin.CLIENT, "/orders");
		assertThat(baseUrl("http://c:81")).isEqualTo(new BaseUrl("/orders", null));
	}

	@ParameterizedTest
	@ValueSource(strings = { "localhost:8081", "/orders", "http://me:s3cret@c?all", "http://c/#all" })
	void overrideIsAnAddressThatEndsWithItsPath(String override) {
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> baseUrl(override))
			.withMessageStartingWith("lifeguard.override-base-url = ")
			.withMessageContaining("A base URL must be absolute")
			.satisfies((failure) -> assertThat(failure.toString()).doesNotContain("s3cret"));
	}

}
