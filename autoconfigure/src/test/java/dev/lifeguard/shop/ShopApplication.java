package dev.lifeguard.shop;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.registry.ImportHttpServices;

/**
 * An application as a user writes it, for the tests that a user writes.
 */
@SpringBootApplication
@ImportHttpServices(group = "billing", types = ShopApplication.Bills.class)
class ShopApplication {

	/**
	 * An HTTP service whose group has the name of a client.
	 */
	public interface Bills {

		@GetExchange("/bills")
		String all();

	}

}
