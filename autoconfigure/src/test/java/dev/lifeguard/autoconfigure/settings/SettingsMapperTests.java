package dev.lifeguard.autoconfigure.settings;

import java.util.List;
import java.util.Map;

import dev.lifeguard.client.ClientSettings;
import dev.lifeguard.client.Setting;
import dev.lifeguard.client.Setting.Origin;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.http.client.HttpRedirects;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of {@link SettingsMapper}. {@link WrittenSettingsTests} try every key, and every
 * two of them.
 */
@ExtendWith(OutputCaptureExtension.class)
class SettingsMapperTests {

	private static ClientSettings orders(String... properties) {
		return Mapping.of(properties).map().get(0).settings();
	}

	@Test
	void eachClientHasABlueprintInTheOrderInWhichTheyWereWritten() {
		assertThat(Mapping
			.of("lifeguard.clients.orderservice.base-url=http://echo.test",
					"lifeguard.clients.order-service.base-url=http://orders.test",
					"lifeguard.clients.billing.base-url=http://billing.test")
			.map()).extracting((blueprint) -> blueprint.settings().name()).containsExactly("order-service", "billing");
		assertThat(Mapping.of().map()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(nullValues = "-", textBlock = """
			timeout.call=1s, timeout.response, 1s, timeout.call
			timeout.call=20s, timeout.response, 10s, -
			timeout.call=0, timeout.response, 10s, -
			timeout.call=1s, leak.threshold, 1s, timeout.response
			timeout.response=2s, timeout.call, 6s, timeout.response
			timeout.response=20s, timeout.call, 1m, timeout.response
			timeout.response=9d, timeout.call, 34560m, timeout.response
			pool.max-idle-time=4s, pool.evict-interval, 2s, pool.max-idle-time
			pool.max-idle-time=1m, pool.evict-interval, 10s, -
			pool.max-idle-time=1ms, pool.evict-interval, 1ms, pool.max-idle-time
			pool.evict-interval=40s, pool.max-idle-time, 80s, pool.evict-interval
			pool.evict-interval=1s, pool.max-idle-time, 30s, -
			retry.backoff.base=3s, retry.backoff.cap, 3s, retry.backoff.base
			retry.backoff.cap=50ms, retry.backoff.base, 50ms, retry.backoff.cap
			pool.max-connections-per-host=80, pool.max-connections, 80, pool.max-connections-per-host
			pool.warm-up=60, pool.max-connections, 60, pool.warm-up
			pool.warm-up=60, pool.max-connections-per-host, 60, pool.max-connections
			pool.max-connections=20, pool.max-pending, 20, pool.max-connections
			pool.max-connections-per-host=5, pool.max-connections, 50, -
			""")
	void valueThatWasNotWrittenFollows(String written, String key, String value, @Nullable String followed) {
		String[] parts = written.split("=");
		WrittenSettingsTests.places(parts[0]).forEach((property) -> {
			Setting setting = effective(property + "=" + parts[1]).get(key);
			assertThat(setting.value().toString()).as(property).isEqualTo(value);
			assertThat(setting.follows()).as(property).isEqualTo(followed);
			assertThat(setting.origin()).as(property).isEqualTo((followed != null) ? Origin.FOLLOWS : Origin.BUILT_IN);
		});
	}

	private static Map<String, Setting> effective(String property) {
		return orders(property, "lifeguard.clients.orders.default-headers.X-Any=any").effective();
	}

	@Test
	void whatOnlyBootsBuildersKnowIsPartOfTheBlueprint() {
		ClientBlueprint blueprint = Mapping
			.of("lifeguard.clients.orders.base-url=http://orders.test/api",
					"lifeguard.override-base-url=http://here:81", "lifeguard.clients.orders.ssl.bundle=known",
					"lifeguard.defaults.redirects=dont-follow", "lifeguard.defaults.cookie-handling=disable")
			.map()
			.get(0);
		assertThat(blueprint.ownBaseUrl()).isEqualTo("http://orders.test/api");
		assertThat(blueprint.settings().baseUrl()).isEqualTo("http://here:81/api");
		assertThat(blueprint.sslBundle()).isEqualTo("known");
		assertThat(blueprint.redirects()).isEqualTo(HttpRedirects.DONT_FOLLOW);
		assertThat(blueprint.cookieHandling()).isNotNull().hasToString("DISABLE");
		assertThat(blueprint.settings().effective()).containsKeys("ssl.bundle", "redirects", "cookie-handling");
	}

	@Test
	void headersAreInheritedOneByOneWhateverTheirCase() {
		ClientSettings settings = orders("lifeguard.defaults.default-headers.X-Shared=one",
				"lifeguard.defaults.default-headers.Authorization=s3cret",
				"lifeguard.clients.orders.default-headers.authorization=0wn",
				"lifeguard.clients.orders.default-headers.X-Own=two,three");
		assertThat(settings.defaultHeaders()).hasSize(3)
			.containsEntry("X-Shared", List.of("one"))
			.containsEntry("Authorization", List.of("0wn"))
			.containsEntry("x-own", List.of("two", "three"));
		assertThat(settings.effective().toString()).doesNotContain("s3cret", "0wn");
	}

	@Test
	void passwordIsShownToNobody(CapturedOutput output) {
		ClientSettings settings = orders("lifeguard.clients.orders.proxy.type=http",
				"lifeguard.clients.orders.proxy.host=proxy.test", "lifeguard.clients.orders.proxy.port=3128",
				"lifeguard.clients.orders.proxy.username=me", "lifeguard.clients.orders.proxy.password=s3cret");
		assertThat(settings.effective().get("proxy.password").value()).isEqualTo("******");
		assertThat(output).contains("proxy.password=******").doesNotContain("s3cret");
	}

	@ParameterizedTest
	@ValueSource(strings = { "base-url=http://a.test", "timeout.call=1s", "timeout.response=1s" })
	void defaultsAndWhatFollowsAreNotRisky(String property) {
		assertThat(orders("lifeguard.clients.orders." + property).advice()).isEmpty();
	}

	@Test
	void clientsOfOneBackendCountTogether() {
		ClientSettings settings = orders("lifeguard.clients.orders.base-url=https://shop.test/orders",
				"lifeguard.clients.orders.fleet.max-connections=700", "lifeguard.clients.orders.fleet.replicas=10",
				"lifeguard.clients.billing.base-url=https://SHOP.test:443",
				"lifeguard.clients.billing.pool.max-connections=30",
				"lifeguard.clients.other.base-url=http://other.test", "lifeguard.clients.none.pool.max-connections=9");
		assertThat(settings.advice()).singleElement()
			.asString()
			.contains("x pool.max-connections of orders and billing (50 + 30) = 800");
		assertThat(settings.effective()).containsEntry("fleet.replicas", new Setting(10, Origin.CLIENT));
	}

	@Test
	void fleetThatWillBeCountedIsCheckedLater() {
		String allowed = "lifeguard.clients.orders.fleet.max-connections=200";
		assertThat(orders(allowed).advice()).singleElement().asString().contains("cannot be checked");
		assertThat(Mapping.of(allowed).countedFleet().map().get(0).settings().advice()).isEmpty();
	}

	@Test
	void settingsAreSaidWithWhatIsRisky(CapturedOutput output) {
		orders("lifeguard.clients.orders.pool.max-idle-time=2m");
		assertThat(output).contains("client 'orders': its own: pool.max-idle-time=2m",
				"client 'orders': idle connections are kept for longer than many servers");
	}

	@Test
	void contradictionStopsBeforeAnythingIsSaid(CapturedOutput output) {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> orders("lifeguard.clients.orders.pool.max-connections=0"));
		assertThat(output).doesNotContain("client 'orders'");
	}

}
