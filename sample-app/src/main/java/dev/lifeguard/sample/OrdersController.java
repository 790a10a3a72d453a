package dev.lifeguard.sample;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Controller that calls the backend with the client {@code orders}: both faces, one pool.
 */
@RestController
@RequestMapping("/orders")
class OrdersController {

	private final RestCalls rest;

	private final WebCalls web;

	OrdersController(@Qualifier("orders") RestClient restClient, @Qualifier("orders") WebClient webClient, Leak leak) {
		this.rest = new RestCalls(restClient, leak);
		this.web = new WebCalls(webClient, leak);
	}

	@GetMapping("/rest")
	@Nullable String rest() {
		return this.rest.call();
	}

	@GetMapping("/web")
	Mono<String> web() {
		return this.web.call();
	}

}
