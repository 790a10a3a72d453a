package dev.lifeguard.shop;

import dev.lifeguard.registry.LifeguardClients;
import dev.lifeguard.testsupport.Backend;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.TestRestTemplate;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureTestRestTemplate;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A web application whose controller uses a named client, seen from outside. The test's
 * own clients are not the application's: they have nothing of the client {@code default}.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "lifeguard.clients.orders.base-url=https://orders.test",
				"lifeguard.clients.billing.base-url=https://billing.test",
				"lifeguard.clients.stock.base-url=https://stock.test",
				"lifeguard.clients.default.default-headers.X-Default=yes" })
@AutoConfigureRestTestClient
@AutoConfigureTestRestTemplate
@AutoConfigureWebTestClient
@DirtiesContext
class ShopWebTests {

	private static final String ANSWER = "{\"ok\":true}, sent: null";

	private static Backend backend;

	@Autowired
	private LifeguardClients clients;

	@BeforeAll
	static void startBackend() {
		backend = Backend.start();
	}

	@DynamicPropertySource
	static void callTheBackendInstead(DynamicPropertyRegistry properties) {
		properties.add("lifeguard.override-base-url", () -> backend.url());
	}

	@AfterEach
	void onlyTheApplicationUsedItsClients() {
		assertThat(this.clients.snapshot("orders").remotes()).hasSize(1);
		assertThat(this.clients.snapshot("default").remotes()).isEmpty();
	}

	@AfterAll
	static void stopBackend() {
		backend.close();
	}

	@Test
	void restTestClient(@Autowired RestTestClient test) {
		test.get().uri("/shop/7").exchange().expectStatus().isOk().expectBody(String.class).isEqualTo(ANSWER);
	}

	@Test
	void testRestTemplate(@Autowired TestRestTemplate test) {
		assertThat(test.getForObject("/shop/7", String.class)).isEqualTo(ANSWER);
	}

	@Test
	void webTestClient(@Autowired WebTestClient test) {
		test.get().uri("/shop/7").exchange().expectStatus().isOk().expectBody(String.class).isEqualTo(ANSWER);
	}

}
