package dev.lifeguard.test;

import java.time.Duration;

import dev.lifeguard.test.shop.Orders;
import dev.lifeguard.test.shop.ShopApplication;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.restclient.test.autoconfigure.RestClientTest;
import org.springframework.test.context.ContextConfiguration;

import static dev.lifeguard.test.LifeguardAssertions.assertThatCall;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BrokenBackend} with {@link RestClientTest}, whose mock gives way.
 */
@RestClientTest(components = Orders.class, properties = "lifeguard.clients.orders.timeout.response=800ms")
@ContextConfiguration(classes = ShopApplication.class)
class RestClientSliceTests {

	@BrokenBackend("orders")
	private Backend backend;

	@Test
	void clientCallsTheBackend(@Autowired Orders orders) {
		this.backend.script("503, ok").body("book");
		assertThat(orders.find("7")).isEqualTo("book");
		assertThat(this.backend.requests()).isEqualTo(2);
		this.backend.silent();
		assertThatCall(() -> orders.find("7")).failsWithin(Duration.ofSeconds(5)).asTimedOut();
	}

}
