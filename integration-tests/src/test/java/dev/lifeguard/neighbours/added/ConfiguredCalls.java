package dev.lifeguard.neighbours.added;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * An application that gets its configuration from a server.
 */
@Configuration(proxyBeanMethods = false)
public class ConfiguredCalls {

	@Bean
	Scenario colour(Environment environment) {
		return (report) -> report.outcome("colour", () -> environment.getRequiredProperty("shop.colour"));
	}

}
