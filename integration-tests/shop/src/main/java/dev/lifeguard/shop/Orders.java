package dev.lifeguard.shop;

import java.util.Optional;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/**
 * Orders, which another service keeps.
 */
@Component
class Orders {

	private final RestClient client;

	Orders(@Qualifier("orders") RestClient client) {
		this.client = client;
	}

	/**
	 * Find an order.
	 * @param id its number
	 * @return the order, if there is one of that number
	 */
	Optional<String> find(String id) {
		return this.client.get().uri("/orders/{id}", id).exchangeForRequiredValue((request, response) -> {
			if (response.getStatusCode() == HttpStatus.NOT_FOUND) {
				return Optional.empty();
			}
			if (response.getStatusCode().isError()) {
				throw response.createException();
			}
			return Optional.ofNullable(response.bodyTo(String.class));
		});
	}

	/**
	 * Place an order.
	 * @param order the order
	 */
	void place(String order) {
		this.client.post().uri("/orders").body(order).retrieve().toBodilessEntity();
	}

}
