package dev.lifeguard.autoconfigure.actuate;

import java.util.Map;

import dev.lifeguard.autoconfigure.OnConfiguredClient;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.DefaultPropertiesPropertySource;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Post-processor that puts DEGRADED between OUT_OF_SERVICE and UP if the application has
 * clients and does not set the order: Boot leaves a status that is not in the order out
 * of the aggregate.
 */
class DegradedStatusEnvironmentPostProcessor implements EnvironmentPostProcessor {

	private static final Map<String, Object> ORDER = Map.of("management.endpoint.health.status.order",
			"DOWN,OUT_OF_SERVICE,DEGRADED,UP,UNKNOWN");

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		if (OnConfiguredClient.isIn(environment) && ORDER.keySet().stream().noneMatch(environment::containsProperty)) {
			DefaultPropertiesPropertySource.addOrMerge(ORDER, environment.getPropertySources());
		}
	}

}
