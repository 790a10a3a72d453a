package dev.lifeguard.sample;

import org.jspecify.annotations.Nullable;

import org.springframework.web.client.RestClient;

/**
 * Call as blocking code makes it, and the same with a response that is forgotten.
 */
class RestCalls {

	private final RestClient client;

	private final Leak leak;

	RestCalls(RestClient client, Leak leak) {
		this.client = client;
		this.leak = leak;
	}

	@Nullable String call() {
		return this.leak.isNext() ? forget() : this.client.get().uri("/orders").retrieve().body(String.class);
	}

	private @Nullable String forget() {
		return this.client.get().uri("/export").exchange((request, response) -> Leak.FORGOTTEN, false);
	}

}
