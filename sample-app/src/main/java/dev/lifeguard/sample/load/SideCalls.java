package dev.lifeguard.sample.load;

import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Calls that both sides make with their own client.
 */
final class SideCalls {

	// a client that knows no priorities takes no notice
	private static final String PRIORITY = "lifeguard.priority";

	private SideCalls() {
	}

	static Mono<String> read(WebClient client) {
		return client.get().uri("/orders").retrieve().bodyToMono(String.class);
	}

	static Mono<String> report(WebClient client) {
		return client.get().uri("/report").attribute(PRIORITY, "low").retrieve().bodyToMono(String.class);
	}

	static Mono<?> forget(WebClient client) {
		return client.get().uri("/export").retrieve().toEntityFlux(DataBuffer.class);
	}

}
