package dev.lifeguard.sample.load;

import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * The two calls that both sides make with their own client.
 */
final class SideCalls {

	private SideCalls() {
	}

	static Mono<String> read(WebClient client) {
		return client.get().uri("/orders").retrieve().bodyToMono(String.class);
	}

	static Mono<?> forget(WebClient client) {
		return client.get().uri("/export").retrieve().toEntityFlux(DataBuffer.class);
	}

}
