package dev.lifeguard.fleet.autoconfigure;

import dev.lifeguard.fleet.BudgetStore;
import dev.lifeguard.registry.LifeguardClients;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webclient.test.autoconfigure.WebClientTest;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.ContextConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Slice of an application with a leased client, in which there is no Redis.
 */
@WebClientTest(properties = { "lifeguard.clients.orders.base-url=http://localhost",
		"lifeguard.clients.orders.fleet.mode=lease", "lifeguard.clients.orders.fleet.max-connections=40",
		"lifeguard.clients.orders.fleet.replicas=10" })
@ContextConfiguration(classes = WebClientSliceTests.Nothing.class)
class WebClientSliceTests {

	@Test
	void clientHasNoShare(@Autowired LifeguardClients clients, @Autowired ObjectProvider<BudgetStore> stores) {
		assertThat(clients.snapshot("orders").limit()).isEqualTo(50);
		assertThat(clients.snapshot("orders").fleet()).isNull();
		assertThat(stores.getIfAvailable()).isNull();
	}

	/**
	 * An application that has nothing else.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Nothing {

	}

}
