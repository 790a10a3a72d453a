package dev.lifeguard.oldest;

import java.util.Map;

import dev.lifeguard.client.Setting;
import dev.lifeguard.client.Setting.Origin;
import dev.lifeguard.registry.ClientRegistry;
import dev.lifeguard.registry.LifeguardClients;
import dev.lifeguard.test.Backend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Settings of all of Spring's HTTP clients hold for those that set nothing else.
 */
class SpringClientSettingsTests {

	@Test
	void timeoutsAreTakenOver() {
		try (ConfigurableApplicationContext context = Shop.start("spring.http.clients.connect-timeout=1500ms",
				"spring.http.clients.read-timeout=7s", "lifeguard.clients.stock.timeout.response=4s")) {
			assertThat(settings(context, "orders"))
				.containsEntry("timeout.connect", new Setting("1500ms", Origin.SPRING))
				.containsEntry("timeout.response", new Setting("7s", Origin.SPRING));
			assertThat(settings(context, "stock"))
				.containsEntry("timeout.connect", new Setting("1500ms", Origin.SPRING))
				.containsEntry("timeout.response", new Setting("4s", Origin.CLIENT));
		}
	}

	@ParameterizedTest
	@EnumSource
	void readTimeoutEndsTheWaitForAnAnswer(Face face) {
		try (Backend backend = Backend.forClient("orders");
				ConfigurableApplicationContext context = Shop.start("spring.http.clients.read-timeout=300ms",
						"lifeguard.defaults.retry.enabled=false", "lifeguard.defaults.base-url=" + backend.url())) {
			LifeguardClients clients = context.getBean(LifeguardClients.class);
			backend.silent();
			assertThatException()
				.isThrownBy(() -> face.get(clients.restClient("orders"), clients.webClient("orders"), "/orders"))
				.withStackTraceContaining("ReadTimeoutException");
		}
	}

	private static Map<String, Setting> settings(ConfigurableApplicationContext context, String client) {
		return context.getBean(ClientRegistry.class).client(client).settings().effective();
	}

}
