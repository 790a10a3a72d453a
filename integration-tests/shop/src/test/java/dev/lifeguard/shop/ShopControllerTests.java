package dev.lifeguard.shop;

import dev.lifeguard.test.Backend;
import dev.lifeguard.test.BrokenBackend;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The controller and the clients, without a server of its own.
 */
@WebMvcTest
@Import({ Orders.class, Bills.class })
class ShopControllerTests {

	@BrokenBackend("orders")
	private Backend orders;

	@Autowired
	private MockMvcTester users;

	@Test
	void orderIsFound() {
		this.orders.script("503, ok").body("3 buoys");
		assertThat(this.users.get().uri("/orders/7")).hasStatusOk().hasBodyTextEqualTo("3 buoys");
	}

	@Test
	void usersAreToldThatTheBackendIsSilent() {
		this.orders.silent();
		assertThat(this.users.get().uri("/orders/7")).hasStatus(HttpStatus.GATEWAY_TIMEOUT);
	}

}
