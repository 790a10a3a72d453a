package dev.lifeguard.oldest;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Application without a web server, with a test's own settings.
 */
final class Shop {

	private Shop() {
	}

	/**
	 * Start the application.
	 * @param properties its properties, as {@code key=value}
	 * @return its context
	 */
	static ConfigurableApplicationContext start(String... properties) {
		return new SpringApplicationBuilder(ShopApplication.class).web(WebApplicationType.NONE)
			.properties("spring.main.banner-mode=off", "spring.main.log-startup-info=false")
			.properties(properties)
			.run();
	}

}
