package dev.lifeguard.shop;

import org.jspecify.annotations.Nullable;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * What the shop's users see.
 */
@RestController
class ShopController {

	private final Orders orders;

	private final Bills bills;

	ShopController(Orders orders, Bills bills) {
		this.orders = orders;
		this.bills = bills;
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
		return this.bills.find(id);
	}

}
