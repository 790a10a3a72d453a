package dev.lifeguard.test.shop;

import reactor.core.publisher.Mono;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Calls the client {@code stock}.
 */
@Component
public class Stock {

	private final WebClient client;

	Stock(@Qualifier("stock") WebClient client) {
		this.client = client;
	}

	public Mono<String> of(String article) {
		return this.client.get().uri("/stock/{article}", article).retrieve().bodyToMono(String.class);
	}

}
