package dev.lifeguard.shop;

import org.jspecify.annotations.Nullable;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * The application's own side: it answers with what the backend says, and with the header
 * that its caller sent.
 */
@RestController
class ShopController {

	private final Orders orders;

	ShopController(Orders orders) {
		this.orders = orders;
	}

	@GetMapping("/shop/{id}")
	String order(@PathVariable String id, @RequestHeader(name = "X-Default", required = false) @Nullable String sent) {
		return this.orders.find(id) + ", sent: " + sent;
	}

}
