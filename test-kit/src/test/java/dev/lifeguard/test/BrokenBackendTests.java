package dev.lifeguard.test;

import java.time.Duration;

import dev.lifeguard.client.ClientSettings;
import dev.lifeguard.registry.ClientRegistry;
import dev.lifeguard.test.backend.SeenRequest;
import dev.lifeguard.test.shop.Orders;
import dev.lifeguard.test.shop.ShopApplication;
import dev.lifeguard.test.shop.Stock;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BrokenBackend} with a whole application and several clients.
 */
@SpringBootTest(classes = ShopApplication.class, properties = "lifeguard.clients.stock.timeout.response=700ms")
@BrokenBackend(value = "stock", timeScale = 0.5)
class BrokenBackendTests {

	@BrokenBackend("orders")
	private Backend orders;

	@Autowired
	@Qualifier("stock")
	private Backend stock;

	@Test
	void clientsAreSentToTheirBackends(@Autowired Orders ordersClient, @Autowired Stock stockClient) {
		this.orders.body("book");
		this.stock.at("/stock/{article}").body("3");
		assertThat(ordersClient.find("7")).isEqualTo("book");
		assertThat(stockClient.of("book").block()).isEqualTo("3");
		assertThat(this.orders.seen()).extracting(SeenRequest::path).containsExactly("/api/orders/7");
		assertThat(this.stock.seen()).extracting(SeenRequest::path).containsExactly("/stock/book");
		assertThat(this.orders.requests("/api/orders/{id}")).isOne();
	}

	@Test
	void waitsAreScaledUnlessTheTestSaysOtherwise(@Autowired ClientRegistry registry) {
		ClientSettings settings = registry.client("orders").settings();
		assertThat(settings.timeouts().response()).isEqualTo(Duration.ofSeconds(1));
		ClientSettings stockSettings = registry.client("stock").settings();
		assertThat(stockSettings.timeouts().response()).isEqualTo(Duration.ofMillis(700));
		assertThat(stockSettings.gate().acquireTimeout()).isEqualTo(Duration.ofMillis(500));
		assertThat(settings.pool().maxConnections()).isEqualTo(4);
	}

	@Test
	void addressIsAPropertyAsWell(@Value("${broken-backend.orders.url}") String url,
			@Value("${broken-backend.stock.port}") int port) {
		assertThat(url).isEqualTo(this.orders.url());
		assertThat(port).isEqualTo(this.stock.port());
	}

	@Test
	void backendIsAsNewBeforeEachTest(@Autowired Orders ordersClient) {
		assertThat(this.orders.requests()).isZero();
		assertThat(ordersClient.find("8")).isEqualTo("{\"ok\":true}");
		this.orders.status(404).body("left behind").refuse();
	}

	@Test
	void backendIsAsNewBeforeEachOtherTest(@Autowired Orders ordersClient) {
		backendIsAsNewBeforeEachTest(ordersClient);
	}

	/**
	 * Tests that are nested have the same backends.
	 */
	@Nested
	class NestedTests {

		@Autowired
		private Orders ordersClient;

		@Test
		void outerFieldIsSet() {
			BrokenBackendTests.this.orders.body("nested");
			assertThat(this.ordersClient.find("7")).isEqualTo("nested");
		}

	}

}
