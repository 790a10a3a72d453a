package dev.lifeguard.oldest;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.service.registry.HttpServiceGroup.ClientType;
import org.springframework.web.service.registry.ImportHttpServices;

/**
 * Application whose clients and HTTP services call one backend.
 *
 * @since 0.1.0
 */
@SpringBootApplication
@ImportHttpServices(group = "orders", types = Orders.class)
@ImportHttpServices(group = "stock", types = Stock.class, clientType = ClientType.WEB_CLIENT)
public class ShopApplication {

	/**
	 * Start.
	 * @param args properties, such as {@code --server.port=8081}
	 */
	public static void main(String[] args) {
		SpringApplication.run(ShopApplication.class, args);
	}

}
