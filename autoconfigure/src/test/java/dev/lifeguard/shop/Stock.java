package dev.lifeguard.shop;

import reactor.core.publisher.Mono;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Calls the client {@code stock} with {@code WebClient}.
 */
@Component
class Stock {

	private final WebClient stock;

	Stock(@Qualifier("stock") WebClient stock) {
		this.stock = stock;
	}

	Mono<String> count(String id) {
		return this.stock.get().uri("/stock/{id}", id).retrieve().bodyToMono(String.class);
	}

}
