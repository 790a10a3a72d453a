package dev.lifeguard.naive;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;

/**
 * What the users of the naive shop see.
 */
@RestController
class NaiveController {

	private final NaiveOrders orders;

	private final RestClient billing;

	NaiveController(NaiveOrders orders, RestClient.Builder builder, @Value("${billing.url}") String url) {
		this.orders = orders;
		this.billing = builder.baseUrl(url).build();
	}

	@GetMapping("/orders/{id}")
	ResponseEntity<String> order(@PathVariable String id) {
		return ResponseEntity.of(this.orders.find(id));
	}

	@PostMapping("/orders")
	void place(@RequestBody String order) {
		this.orders.place(order);
	}

	@GetMapping("/bills/{id}")
	@Nullable String bill(@PathVariable String id) {
		return this.billing.get().uri("/bills/{id}", id).retrieve().body(String.class);
	}

}
