package dev.lifeguard.oldest;

import org.springframework.web.service.annotation.GetExchange;

/**
 * HTTP service of the client {@code stock}, called with {@code WebClient}.
 *
 * @since 0.1.0
 */
public interface Stock {

	/**
	 * Get what is in stock.
	 * @return the body
	 */
	@GetExchange("/stock")
	String all();

}
