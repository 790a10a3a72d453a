package dev.lifeguard.test;

import java.time.Duration;

import dev.lifeguard.autoconfigure.LifeguardAutoConfiguration;
import dev.lifeguard.autoconfigure.blocking.LifeguardRestClientAutoConfiguration;
import dev.lifeguard.registry.LifeguardClients;
import dev.lifeguard.registry.UnknownClientException;
import dev.lifeguard.test.backend.SeenRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static dev.lifeguard.test.LifeguardAssertions.assertThatCall;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for a {@link Backend} that a test starts itself, and for what a client is
 * configured with besides.
 */
class ApplicationContextRunnerTests {

	private final Backend backend = Backend.forClient("orders");

	private final ApplicationContextRunner application = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(LifeguardAutoConfiguration.class, LifeguardRestClientAutoConfiguration.class))
		.withInitializer(this.backend::attachTo);

	@AfterEach
	void close() {
		this.backend.close();
	}

	private void call(LifeguardClients clients, String client, String uri) {
		clients.restClient(client).get().uri(uri).retrieve().toBodilessEntity();
	}

	@Test
	void clientIsSentToTheBackend() {
		this.application
			.withPropertyValues("lifeguard.clients.orders.base-url=https://orders.example.org/api/v1",
					"lifeguard.clients.orders.protocol=h2", "lifeguard.defaults.proxy.type=http",
					"lifeguard.defaults.proxy.host=proxy.example.org", "lifeguard.defaults.proxy.port=3128")
			.run((context) -> {
				call(context.getBean(LifeguardClients.class), "orders", "/orders");
				assertThat(this.backend.seen()).extracting(SeenRequest::path).containsExactly("/api/v1/orders");
				context.getBean(LifeguardTester.class).awaitIdle("orders");
				this.backend.silent();
				assertThatCall(() -> call(context.getBean(LifeguardClients.class), "orders", "/orders"))
					.failsWithin(Duration.ofSeconds(5))
					.asTimedOut();
			});
	}

	@Test
	void clientIsMadeIfThereIsNone() {
		this.application.run((context) -> {
			call(context.getBean(LifeguardClients.class), "orders", "/orders");
			assertThat(this.backend.requests()).isOne();
		});
	}

	@Test
	void placeholderOfProductionDoesNotMatter() {
		this.application.withPropertyValues("lifeguard.clients.orders.base-url=${orders.url}").run((context) -> {
			call(context.getBean(LifeguardClients.class), "orders", "/orders");
			assertThat(this.backend.requests()).isOne();
		});
	}

	@Test
	void addressForAllClientsHoldsForTheOthers() {
		try (Backend other = Backend.forClient("stock")) {
			this.application
				.withPropertyValues("lifeguard.override-base-url=" + other.url() + "/mocks/",
						"lifeguard.clients.orders.base-url=https://orders.example.org/api",
						"lifeguard.clients.stock.base-url=https://stock.example.org/v1")
				.run((context) -> {
					LifeguardClients clients = context.getBean(LifeguardClients.class);
					call(clients, "orders", "/orders");
					call(clients, "stock", "/stock");
					assertThat(this.backend.seen()).extracting(SeenRequest::path).containsExactly("/api/orders");
					assertThat(other.seen()).extracting(SeenRequest::path).containsExactly("/mocks/v1/stock");
				});
		}
	}

	@Test
	void severalBackendsAreAttached() {
		try (Backend other = Backend.forClient("stock")) {
			this.application.withInitializer(other::attachTo)
				.withPropertyValues("lifeguard.clients.orders.pool.max-connections=1",
						"lifeguard.clients.stock.pool.max-connections=1")
				.run((context) -> {
					LifeguardClients clients = context.getBean(LifeguardClients.class);
					call(clients, "orders", "/orders");
					call(clients, "stock", "/stock");
					assertThat(this.backend.requests()).isOne();
					assertThat(other.requests()).isOne();
				});
		}
	}

	@Test
	void severalBackendsAreAttachedWhereThereIsNoClient() {
		try (Backend other = Backend.forClient("stock")) {
			this.application.withInitializer(other::attachTo).run((context) -> {
				call(context.getBean(LifeguardClients.class), "orders", "/orders");
				call(context.getBean(LifeguardClients.class), "stock", "/stock");
				assertThat(this.backend.requests()).isOne();
				assertThat(other.requests()).isOne();
			});
		}
	}

	@Test
	void nameThatIsNoClientIsRefused() {
		this.application.withPropertyValues("lifeguard.clients.order.base-url=https://orders.example.org")
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOf(UnknownClientException.class)
				.hasMessage("There is no client 'orders'. There are: order"));
	}

	@Test
	void baseUrlOfAnHttpServiceGroupGivesWay() {
		this.application
			.withPropertyValues("lifeguard.clients.orders.pool.max-connections=1",
					"spring.http.serviceclient.orders.base-url=https://orders.example.org/group",
					"spring.http.serviceclient.orders.read-timeout=5s")
			.run((context) -> {
				call(context.getBean(LifeguardClients.class), "orders", "/orders");
				assertThat(this.backend.seen()).extracting(SeenRequest::path).containsExactly("/group/orders");
			});
	}

	@Test
	void leakActionThatIsOffIsHeardAllTheSame() {
		this.application.withSystemProperties("lifeguard.clients.orders.leak.action=off").run((context) -> {
			LifeguardTester tester = context.getBean(LifeguardTester.class);
			LeakedResponse response = tester.leak("orders");
			assertThat(Waiting.until(() -> !tester.leaks("orders").isEmpty(), Duration.ofSeconds(5))).isTrue();
			response.close();
			tester.awaitIdle();
		});
	}

}
