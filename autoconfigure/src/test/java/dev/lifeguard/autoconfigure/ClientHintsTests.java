package dev.lifeguard.autoconfigure;

import java.net.URL;
import java.net.URLClassLoader;

import org.junit.jupiter.api.Test;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link ClientHints}.
 */
class ClientHintsTests {

	private final RuntimeHints hints = new RuntimeHints();

	@Test
	void buildersOfBothClientsCanBeProxied() throws Exception {
		new ClientHints().registerHints(this.hints, getClass().getClassLoader());
		assertThat(RuntimeHintsPredicates.proxies().forInterfaces(RestClient.Builder.class)).accepts(this.hints);
		assertThat(RuntimeHintsPredicates.proxies().forInterfaces(WebClient.Builder.class)).accepts(this.hints);
		assertThat(RuntimeHintsPredicates.reflection()
			.onMethodInvocation(RestClient.Builder.class.getMethod("baseUrl", String.class))).accepts(this.hints);
	}

	@Test
	void clientThatIsNotOnTheClassPathNeedsNone() throws Exception {
		try (URLClassLoader empty = new URLClassLoader(new URL[0], null)) {
			new ClientHints().registerHints(this.hints, empty);
		}
		assertThat(this.hints.proxies().jdkProxyHints()).isEmpty();
	}

}
