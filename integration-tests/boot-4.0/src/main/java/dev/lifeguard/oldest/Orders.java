package dev.lifeguard.oldest;

import org.springframework.web.service.annotation.GetExchange;

/**
 * HTTP service of the client {@code orders}, called with {@code RestClient}.
 *
 * @since 0.1.0
 */
public interface Orders {

	/**
	 * Get all orders.
	 * @return the body
	 */
	@GetExchange("/orders")
	String all();

}
