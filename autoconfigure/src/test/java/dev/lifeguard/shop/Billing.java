package dev.lifeguard.shop;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/**
 * Calls the client {@code billing} with {@code RestClient}.
 */
@Component
class Billing {

	private final RestClient billing;

	Billing(@Qualifier("billing") RestClient billing) {
		this.billing = billing;
	}

	@Nullable String bill(String id) {
		return this.billing.get().uri("/bills/{id}", id).retrieve().body(String.class);
	}

}
