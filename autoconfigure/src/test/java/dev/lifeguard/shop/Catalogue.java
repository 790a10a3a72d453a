package dev.lifeguard.shop;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/**
 * Calls with Boot's own builder, which the client {@code default} tunes.
 */
@Component
class Catalogue {

	private final RestClient catalogue;

	Catalogue(RestClient.Builder builder) {
		this.catalogue = builder.build();
	}

	@Nullable String title(String id) {
		return this.catalogue.get().uri("/titles/{id}", id).retrieve().body(String.class);
	}

}
