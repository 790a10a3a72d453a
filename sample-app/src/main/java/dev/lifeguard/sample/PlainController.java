package dev.lifeguard.sample;

import dev.lifeguard.sample.backend.Backends;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Controller that calls the same backend with the clients that Spring Boot makes by
 * default.
 */
@RestController
@RequestMapping("/plain")
class PlainController {

	private final RestCalls rest;

	private final WebCalls web;

	PlainController(RestClient.Builder restClient, WebClient.Builder webClient, Backends backends, Leak leak) {
		this.rest = new RestCalls(restClient.baseUrl(backends.orders().url()).build(), leak);
		this.web = new WebCalls(webClient.baseUrl(backends.orders().url()).build(), leak);
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
