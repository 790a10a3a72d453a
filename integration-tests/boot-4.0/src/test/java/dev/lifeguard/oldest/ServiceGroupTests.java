package dev.lifeguard.oldest;

import java.util.function.Supplier;

import dev.lifeguard.registry.LifeguardClients;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * HTTP service groups that use the client of their name.
 */
class ServiceGroupTests extends AbstractShopTests {

	@Autowired
	private LifeguardClients clients;

	@Autowired
	private Orders orders;

	@Autowired
	private Stock stock;

	@Test
	void groupOfRestClientUsesTheClientOfItsName() {
		assertThat(repeated("orders", this.orders::all)).isEqualTo("GET /orders");
		assertThat(this.clients.snapshot("orders").remotes()).hasSize(1);
	}

	@Test
	void groupOfWebClientUsesTheClientOfItsName() {
		assertThat(repeated("stock", this.stock::all)).isEqualTo("GET /stock");
		assertThat(this.clients.snapshot("stock").remotes()).hasSize(1);
	}

	/**
	 * A group that did not use a client of ours would fail at the first attempt.
	 */
	private String repeated(String client, Supplier<String> call) {
		backend(client).script("503, ok");
		return call.get();
	}

}
