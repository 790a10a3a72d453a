package dev.lifeguard.shop;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/**
 * Bills, which yet another service keeps.
 */
@Component
class Bills {

	private final RestClient client;

	Bills(@Qualifier("billing") RestClient client) {
		this.client = client;
	}

	@Nullable String find(String id) {
		return this.client.get().uri("/bills/{id}", id).retrieve().body(String.class);
	}

}
