package dev.lifeguard.sample;

import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Call as reactive code makes it, and the same with a body that nobody subscribes to.
 */
class WebCalls {

	private final WebClient client;

	private final Leak leak;

	WebCalls(WebClient client, Leak leak) {
		this.client = client;
		this.leak = leak;
	}

	Mono<String> call() {
		return this.leak.isNext() ? forget() : this.client.get().uri("/orders").retrieve().bodyToMono(String.class);
	}

	private Mono<String> forget() {
		return this.client.get()
			.uri("/export")
			.retrieve()
			.toEntityFlux(DataBuffer.class)
			.map((response) -> Leak.FORGOTTEN);
	}

}
