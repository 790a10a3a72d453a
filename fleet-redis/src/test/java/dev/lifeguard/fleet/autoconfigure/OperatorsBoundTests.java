package dev.lifeguard.fleet.autoconfigure;

import java.time.Duration;

import dev.lifeguard.fleet.BudgetStore;
import dev.lifeguard.fleet.Grant;
import dev.lifeguard.fleet.Renewal;
import dev.lifeguard.registry.ClientRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.awaitility.Awaitility.await;

/**
 * A client asks for a lease of as much as its bound allows, and an operator may change
 * that.
 */
class OperatorsBoundTests {

	private static final Duration SOON = Duration.ofSeconds(20);

	@Test
	void leaseFollowsTheBoundThatAnOperatorSets() {
		try (FleetApp app = FleetApp.start(1, new Class<?>[] { GenerousStore.class },
				"lifeguard.clients.orders.fleet.max-connections=400", "lifeguard.clients.orders.pool.max-pending=1000",
				"lifeguard.clients.orders.pool.acquire-timeout=30s")) {
			app.load(200);
			awaitLease(app, 50);
			resize(app, 80);
			awaitLease(app, 80);
			resize(app, 20);
			awaitLease(app, 20);
		}
	}

	private static void resize(FleetApp app, int bound) {
		app.bean(ClientRegistry.class).client("orders").resize(bound, Duration.ofMinutes(5));
	}

	private static void awaitLease(FleetApp app, int lease) {
		await().atMost(SOON)
			.until(() -> app.fleet().lease() == lease && app.clients().snapshot("orders").limit() == lease);
	}

	/**
	 * Store that gives everybody what they ask for.
	 */
	@Configuration(proxyBeanMethods = false)
	static class GenerousStore {

		@Bean
		BudgetStore store() {
			return new BudgetStore() {

				@Override
				public Grant renew(Renewal renewal) {
					return new Grant(renewal.wanted(), false, renewal.pool(), 1, renewal.wanted(), renewal.wanted(), 0);
				}

				@Override
				public void leave(Renewal renewal) {
				}

			};
		}

	}

}
