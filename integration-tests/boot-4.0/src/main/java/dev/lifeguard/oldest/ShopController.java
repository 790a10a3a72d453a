package dev.lifeguard.oldest;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Controller with a path for each way to call the backend.
 */
@RestController
class ShopController {

	private final RestClient restClient;

	private final WebClient webClient;

	private final Orders orders;

	private final Stock stock;

	ShopController(@Qualifier("orders") RestClient restClient, @Qualifier("orders") WebClient webClient, Orders orders,
			Stock stock) {
		this.restClient = restClient;
		this.webClient = webClient;
		this.orders = orders;
		this.stock = stock;
	}

	@GetMapping("/rest")
	@Nullable String rest() {
		return this.restClient.get().uri("/orders").retrieve().body(String.class);
	}

	@GetMapping("/web")
	Mono<String> web() {
		return this.webClient.get().uri("/orders").retrieve().bodyToMono(String.class);
	}

	@GetMapping("/rest-service")
	String restService() {
		return this.orders.all();
	}

	@GetMapping("/web-service")
	String webService() {
		return this.stock.all();
	}

}
