package dev.lifeguard.scenario;

import java.util.concurrent.TimeUnit;

import dev.lifeguard.client.EvictionRule;
import dev.lifeguard.testsupport.App;
import dev.lifeguard.testsupport.Backend;
import dev.lifeguard.testsupport.Face;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The application's own rules for idle connections.
 */
class EvictionRuleTests {

	@ParameterizedTest
	@EnumSource
	void everyRuleIsAskedAndOneThatFailsClosesNothing(Face face) throws Exception {
		try (Backend backend = Backend.start();
				App app = App.lifeguard(WebApplicationType.NONE, new Class<?>[] { Rules.class },
						"base-url=" + backend.url())) {
			Rules.evicts = false;
			call(app, face);
			call(app, face);
			assertThat(backend.connectionsOpened()).isOne();
			Rules.evicts = true;
			call(app, face);
			assertThat(backend.connectionsOpened()).isEqualTo(2);
			await().until(() -> app.bean(MeterRegistry.class)
				.get("lifeguard.connections.evicted")
				.tag("reason", "RULE")
				.counter()
				.count() >= 1);
		}
	}

	private static void call(App app, Face face) throws Exception {
		assertThat(app.caller(face).get("/").get(5, TimeUnit.SECONDS)).contains("ok");
		app.assertNothingHeld();
	}

	/**
	 * One rule that fails, and one that can be switched.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Rules {

		private static volatile boolean evicts;

		@Bean
		EvictionRule failingRule() {
			return (client, connection, metadata) -> {
				throw new IllegalStateException("a rule that fails");
			};
		}

		@Bean
		EvictionRule switchedRule() {
			return (client, connection, metadata) -> evicts;
		}

	}

}
