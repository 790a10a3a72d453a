package dev.lifeguard.autoconfigure.settings;

import java.util.stream.Stream;

import dev.lifeguard.testsupport.App;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for {@link SettingsRules}: each stops a real application's start and says why.
 */
@ExtendWith(OutputCaptureExtension.class)
class SettingsRulesTests {

	static Stream<Arguments> contradictions() {
		return Stream.of(Arguments.of("pool.max-connections", "0", "Must be at least 1"),
				Arguments.of("pool.max-connections-per-host", "0", "Must be at least 1"),
				Arguments.of("pool.max-pending", "-1", "Must be at least 0"),
				Arguments.of("pool.acquire-timeout", "0s", "The duration must be at least 1ms"),
				Arguments.of("pool.max-idle-time", "0s", "The duration must be at least 1ms"),
				Arguments.of("pool.max-life-time", "-1s", "The duration must be at least 1ms"),
				Arguments.of("pool.evict-interval", "0s", "The duration must be at least 1ms"),
				Arguments.of("timeout.connect", "500us", "must be at least 1ms: every wait is bounded"),
				Arguments.of("base-url", "me:s3cret@orders.test", "A base URL must be absolute"),
				Arguments.of("base-url", "http://:80", "A base URL must be absolute"),
				Arguments.of("timeout.connect", "0s", "The duration must be at least 1ms"),
				Arguments.of("timeout.tls-handshake", "0s", "The duration must be at least 1ms"),
				Arguments.of("timeout.response", "0s", "The duration must be at least 1ms"),
				Arguments.of("timeout.call", "-1s", "The duration must not be negative"),
				Arguments.of("timeout.call", "25d", "The duration must be at most 24d"),
				Arguments.of("pool.acquire-timeout", "200000000h", "The duration must be at most 24d"),
				Arguments.of("cookie-handling", "enable", "Reactor Netty, which all clients use"),
				Arguments.of("ssl.bundle", "none", "There is no SSL bundle with that name"),
				Arguments.of("base-url", "/orders", "A base URL must be absolute"),
				Arguments.of("base-url", "ftp://orders.test", "A base URL must be absolute"),
				Arguments.of("response.max-header-size", "1023B", "The size must be between 1KB and 1MB."),
				Arguments.of("response.max-header-size", "2MB", "The size must be between 1KB and 1MB."),
				Arguments.of("response.max-header-size", "-8KB", "The size must be between 1KB and 1MB."),
				Arguments.of("fleet.replicas", "0", "Must be at least 1"),
				Arguments.of("fleet.floor", "0", "Must be at least 1"),
				Arguments.of("fleet.mode", "lease", "There is no fleet.max-connections and no fleet.replicas"),
				Arguments.of("limit.min", "0", "Must be at least 1"),
				Arguments.of("limit.initial", "0", "Must be at least 1"));
	}

	@ParameterizedTest
	@MethodSource("contradictions")
	void contradictionStopsStartUpWithAnInstruction(String key, String value, String text, CapturedOutput output) {
		String property = "lifeguard.clients.orders." + key;
		assertThatException().isThrownBy(() -> start(property + "=" + value));
		assertThat(output).contains("APPLICATION FAILED TO START", property + " = ", text, "Action:")
			.doesNotContain("s3cret");
	}

	@ParameterizedTest
	@CsvSource({ "pool.max-connections-per-host=51,pool.max-connections=50,One remote cannot have more",
			"pool.warm-up=21,pool.max-connections=20,No more connections can be opened at start",
			"pool.evict-interval=16s,pool.max-idle-time=30s,Write 15s or less for the first",
			"timeout.response=31s,timeout.call=30s,timeout.call would end every call before timeout.response could.",
			"fleet.heartbeat=11s,fleet.lease-time=30s,Write 10s or less for the first",
			"retry.backoff.base=3s,retry.backoff.cap=2s,The first backoff cannot be longer than the longest." })
	void valuesThatContradictEachOtherAreBothNamedWithTheirPlaces(String first, String second, String text,
			CapturedOutput output) {
		assertThatException()
			.isThrownBy(() -> start("lifeguard.clients.orders." + first, "lifeguard.defaults." + second));
		assertThat(output).contains("APPLICATION FAILED TO START",
				"lifeguard.clients.orders." + first.replace("=", " = ") + "  (",
				"lifeguard.defaults." + second.replace("=", " = ") + "  (", "property source \"defaultProperties\"",
				text);
	}

	@Test
	void addressInsteadOfAllHasToFitTheProtocol(CapturedOutput output) {
		assertThatException().isThrownBy(() -> start("lifeguard.clients.orders.base-url=https://a.test",
				"lifeguard.clients.orders.protocol=h2", "lifeguard.override-base-url=http://localhost:8081"));
		assertThat(output).contains("The protocol does not fit the base URL",
				"lifeguard.override-base-url = http://localhost:8081");
	}

	@Test
	void contradictionInTheDefaultsIsReportedThere(CapturedOutput output) {
		assertThatException().isThrownBy(() -> start("lifeguard.clients.orders.base-url=http://a.test",
				"lifeguard.defaults.pool.max-pending=-5"));
		assertThat(output).contains("lifeguard.defaults.pool.max-pending = -5");
	}

	@Test
	void contradictionInWhatAllOfSpringsClientsShareIsReportedThere(CapturedOutput output) {
		assertThatException().isThrownBy(() -> start("lifeguard.clients.orders.timeout.call=30s",
				"spring.http.clients.read-timeout=60s", "spring.http.clients.connect-timeout=2s"));
		assertThat(output).contains("spring.http.clients.read-timeout = 1m",
				"lifeguard.clients.orders.timeout.call = 30s");
	}

	@Test
	void longReadTimeoutOfAllClientsIsNoContradiction(CapturedOutput output) {
		assertThat(start("lifeguard.clients.orders.base-url=http://a.test", "spring.http.clients.read-timeout=60s"))
			.isTrue();
		assertThat(output)
			.contains("of spring.http.clients: timeout.response=1m; following: ", "timeout.call=3m (timeout.response)")
			.doesNotContain("WARN");
	}

	@Test
	void impossibleValueOfSpringsMayBeRightForOthers(CapturedOutput output) {
		assertThatException().isThrownBy(
				() -> start("lifeguard.clients.orders.base-url=http://a.test", "spring.http.clients.read-timeout=0"));
		assertThat(output).contains("spring.http.clients.read-timeout = 0s",
				"If it is right for other clients, write lifeguard.defaults.timeout.response as well.");
	}

	@Test
	void knownBundlesAreListed(CapturedOutput output) {
		assertThatException().isThrownBy(() -> start("lifeguard.clients.orders.ssl.bundle=nome",
				"spring.ssl.bundle.pem.one.truststore.certificate=classpath:none.pem"));
		assertThat(output).contains("ssl.bundle = nome", "There are: one.");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "lifeguard.clients.orders.pool.max-conections=5", "lifeguard.clients.orders.pol.order=fifo",
					"lifeguard.default.pool.max-connections=5", "lifeguard.clients.typo.pool.max-conections=5" })
	void misspeltKeyStopsStartUp(String property, CapturedOutput output) {
		assertThatException().isThrownBy(() -> start(property));
		assertThat(output).contains("APPLICATION FAILED TO START", property.substring(0, property.indexOf('=')));
	}

	@Test
	void nameThatIsNotOneStopsStartUp(CapturedOutput output) {
		assertThatException().isThrownBy(() -> start("lifeguard.clients.[billingApi].base-url=http://a.test"));
		assertThat(output).contains("APPLICATION FAILED TO START", "for example to 'billing-api'");
	}

	@Test
	void zeroMeansNoLimitForTheCallAndNoQueue() {
		assertThat(start("lifeguard.clients.orders.timeout.call=0s", "lifeguard.clients.orders.timeout.response=1h",
				"lifeguard.clients.orders.pool.max-pending=0"))
			.isTrue();
	}

	private static boolean start(String... properties) {
		SpringApplication application = new SpringApplicationBuilder(App.Clients.class).web(WebApplicationType.NONE)
			.properties(properties)
			.properties("spring.main.banner-mode=off", "spring.reactor.netty.shutdown-quiet-period=0s")
			.build();
		try (var context = application.run()) {
			return context.isActive();
		}
	}

}
