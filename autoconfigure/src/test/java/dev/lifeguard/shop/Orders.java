package dev.lifeguard.shop;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/**
 * Calls the client {@code orders} with {@code RestClient}.
 */
@Component
class Orders {

	private final RestClient orders;

	Orders(@Qualifier("orders") RestClient orders) {
		this.orders = orders;
	}

	@Nullable String find(String id) {
		return this.orders.get().uri("/orders/{id}", id).retrieve().body(String.class);
	}

}
