package dev.lifeguard.test;

import java.time.Duration;

import dev.lifeguard.test.shop.ShopApplication;
import dev.lifeguard.test.shop.Stock;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webflux.test.autoconfigure.WebFluxTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.web.reactive.server.WebTestClient;

/**
 * Tests for {@link BrokenBackend} with {@link WebFluxTest}, which has no clients
 * otherwise.
 */
@WebFluxTest(properties = "lifeguard.clients.stock.timeout.response=800ms")
@ContextConfiguration(classes = ShopApplication.class)
@Import(Stock.class)
class WebFluxSliceTests {

	@BrokenBackend("stock")
	private Backend backend;

	@Autowired
	private WebTestClient users;

	@Test
	void usersSeeWhatTheBackendSays() {
		this.backend.body("3");
		this.users.get().uri("/stock/book").exchange().expectStatus().isOk().expectBody(String.class).isEqualTo("3");
	}

	@Test
	void usersAreToldInTimeThatTheBackendIsSilent() {
		this.backend.silent();
		this.users.mutate()
			.responseTimeout(Duration.ofSeconds(8))
			.build()
			.get()
			.uri("/stock/book")
			.exchange()
			.expectStatus()
			.isEqualTo(504);
	}

}
