package dev.lifeguard.test.shop;

import reactor.core.publisher.Mono;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * Shows what is in stock.
 */
@RestController
class StockController {

	private final Stock stock;

	StockController(Stock stock) {
		this.stock = stock;
	}

	@GetMapping("/stock/{article}")
	Mono<String> of(@PathVariable String article) {
		return this.stock.of(article);
	}

}
