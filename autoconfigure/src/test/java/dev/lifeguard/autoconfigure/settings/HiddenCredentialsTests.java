package dev.lifeguard.autoconfigure.settings;

import java.util.stream.Stream;

import dev.lifeguard.registry.ClientRegistry;
import dev.lifeguard.testsupport.App;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.NestedExceptionUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Nothing of a password in a URL is shown, however the URL is written.
 */
@ExtendWith(OutputCaptureExtension.class)
class HiddenCredentialsTests {

	private static final String ORDERS = "lifeguard.clients.orders.";

	static Stream<String> urls() {
		return Stream.of("http://bob:SE/CRET@host/", "http//bob:SE-CRET@host/", "http://bob:SE?CRET@host/",
				"http://bob:SE#CRET@host/", "bob:SE-CRET@host", "http://bob:SE-CRET%40host/",
				"http://bob:SE CRET@host/", "http://bob:SE\\CRET@host/", "http://bob:SE[CRET@host/",
				"http://[bob:SE-CRET@host/");
	}

	@ParameterizedTest
	@MethodSource("urls")
	void baseUrlThatIsNoneStopsStartUpWithoutTheSecret(String url, CapturedOutput output) {
		assertThat(start(ORDERS + "base-url=" + url)).contains("A base URL must be absolute");
		assertThat(output).contains(ORDERS + "base-url = ", "host").doesNotContain("CRET", "bob");
	}

	@ParameterizedTest
	@MethodSource("urls")
	void defaultThatIsNoneStopsStartUpWithoutTheSecret(String url, CapturedOutput output) {
		start(ORDERS + "pool.max-pending=1", "lifeguard.defaults.base-url=" + url);
		assertThat(output).contains("lifeguard.defaults.base-url = ").doesNotContain("CRET", "bob");
	}

	@ParameterizedTest
	@MethodSource("urls")
	void overrideThatIsNoneStopsStartUpWithoutTheSecret(String url, CapturedOutput output) {
		start(ORDERS + "base-url=http://a.test", "lifeguard.override-base-url=" + url);
		assertThat(output).contains("lifeguard.override-base-url = ").doesNotContain("CRET", "bob");
	}

	@ParameterizedTest
	@MethodSource("urls")
	void groupThatDiffersStopsStartUpWithoutTheSecret(String url, CapturedOutput output) {
		start(ORDERS + "base-url=http://a.test", "spring.http.serviceclient.orders.base-url=" + url);
		assertThat(output).contains("spring.http.serviceclient.orders.base-url = ").doesNotContain("CRET", "bob");
	}

	@ParameterizedTest
	@MethodSource("urls")
	void hostOfAProxyIsShownWithoutTheSecret(String url, CapturedOutput output) {
		start(ORDERS + "proxy.type=http", ORDERS + "proxy.port=3128", ORDERS + "proxy.host=" + url);
		assertThat(output).contains(ORDERS + "proxy.host = ").doesNotContain("CRET", "bob");
	}

	@Test
	void overriddenUrlIsShownWithoutTheSecret(CapturedOutput output) {
		assertThat(start(ORDERS + "base-url=http://bob:SE-CRET@a.test/b",
				"lifeguard.override-base-url=http://me:SE-CRET@c"))
			.isEmpty();
		assertThat(output).contains("its base URL is http://c/b instead of http://a.test/b")
			.doesNotContain("CRET", "bob");
	}

	@ParameterizedTest
	@CsvSource({ "http://bob:SE-CRET@under_score:81/,http://under_score:81/", "http://h:/a,http://h:/a",
			"http://[::1]:81/,http://[::1]:81/", "http://under_score,http://under_score" })
	void urlThatCanBeCalledIsShown(String url, String shown, CapturedOutput output) {
		assertThat(start(ORDERS + "base-url=" + url)).isEqualTo("");
		assertThat(output).contains("base-url=" + shown).doesNotContain("CRET");
	}

	/**
	 * Return why an application does not start, and look at what it shows if it does.
	 */
	private static String start(String... properties) {
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(App.Clients.class)
			.web(WebApplicationType.NONE)
			.properties(properties)
			.properties("spring.main.banner-mode=off", "spring.reactor.netty.shutdown-quiet-period=0s")
			.run()) {
			var client = context.getBean(ClientRegistry.class).client("orders");
			assertThat(client.remotes().toString() + client.settings().effective()).doesNotContain("CRET");
			return "";
		}
		catch (RuntimeException ex) {
			return String.valueOf(NestedExceptionUtils.getMostSpecificCause(ex).getMessage());
		}
	}

}
