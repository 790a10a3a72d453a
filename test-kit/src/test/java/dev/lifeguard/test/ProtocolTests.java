package dev.lifeguard.test;

import java.time.Duration;

import dev.lifeguard.test.shop.Orders;
import dev.lifeguard.test.shop.ShopApplication;
import dev.lifeguard.test.shop.Stock;
import dev.lifeguard.transport.Protocol;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.NestedTestConfiguration;
import org.springframework.test.context.NestedTestConfiguration.EnclosingConfiguration;

import static dev.lifeguard.test.LifeguardAssertions.assertThatCall;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for backends that speak TLS and HTTP/2.
 */
@NestedTestConfiguration(EnclosingConfiguration.OVERRIDE)
class ProtocolTests {

	private static final Duration SECONDS = Duration.ofSeconds(5);

	/**
	 * HTTP/1.1 over TLS, and HTTP/2 in clear text.
	 */
	@Nested
	@SpringBootTest(classes = ShopApplication.class, webEnvironment = WebEnvironment.NONE,
			properties = "lifeguard.defaults.timeout.response=800ms")
	class TlsAndClearTextTests {

		@BrokenBackend(value = "orders", tls = true)
		private Backend orders;

		@BrokenBackend(value = "stock", protocol = Protocol.H2C)
		private Backend stock;

		@Test
		void tls(@Autowired Orders client) {
			assertThat(this.orders.url()).startsWith("https://");
			this.orders.script("reset, garbage, 503, close, ok");
			assertThatCall(() -> client.find("7")).endsWithin(SECONDS);
			this.orders.heal();
			assertThat(client.find("7")).isEqualTo("{\"ok\":true}");
		}

		@Test
		void http2InClearText(@Autowired Stock client) {
			this.stock.script("503, ok");
			assertThat(client.of("book").block()).isEqualTo("{\"ok\":true}");
			this.stock.stallBody();
			assertThatCall(() -> client.of("book").block()).failsWithin(SECONDS).asTimedOut();
			this.stock.heal().drip(Duration.ofMillis(10));
			assertThatCall(() -> client.of("book").block()).failsWithin(SECONDS).asTimedOut();
			this.stock.heal().silent();
			assertThatCall(() -> client.of("book").block()).failsWithin(SECONDS).asTimedOut();
			this.stock.heal();
			assertThat(client.of("book").block()).isEqualTo("{\"ok\":true}");
		}

	}

	/**
	 * HTTP/2 over TLS.
	 */
	@Nested
	@SpringBootTest(classes = ShopApplication.class, webEnvironment = WebEnvironment.NONE,
			properties = "lifeguard.defaults.timeout.response=800ms")
	class Http2Tests {

		@BrokenBackend(value = "orders", protocol = Protocol.H2)
		private Backend orders;

		@Test
		void http2(@Autowired Orders client) {
			for (int call = 1; call <= 5; call++) {
				assertThat(client.find("7")).isEqualTo("{\"ok\":true}");
			}
			assertThat(this.orders.url()).startsWith("https://");
			assertThat(this.orders.connectionsOpened()).isOne();
			this.orders.reset();
			assertThatCall(() -> client.find("7")).failsWithin(SECONDS);
			this.orders.heal().garbage();
			assertThatCall(() -> client.find("7")).failsWithin(SECONDS);
			this.orders.heal();
			assertThat(client.find("7")).isEqualTo("{\"ok\":true}");
		}

	}

}
