package dev.lifeguard.autoconfigure.metrics;

import dev.lifeguard.autoconfigure.LifeguardAutoConfiguration;
import dev.lifeguard.autoconfigure.OnConfiguredClient;
import dev.lifeguard.metrics.NamedClientConvention;
import dev.lifeguard.metrics.NamedReactiveClientConvention;
import dev.lifeguard.metrics.RetryEvents;
import dev.lifeguard.registry.ClientRegistry;
import io.micrometer.observation.ObservationRegistry;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.client.observation.ClientRequestObservationConvention;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Auto-configuration of what the observations of the calls say.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = LifeguardAutoConfiguration.class,
		afterName = "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration")
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@ConditionalOnClass({ ObservationRegistry.class, ObservationProperties.class })
@ConditionalOnBean({ ObservationRegistry.class, ObservationProperties.class, ClientRegistry.class })
@Conditional(OnConfiguredClient.class)
public final class LifeguardObservationAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	RetryEvents lifeguardRetryEvents(ClientRegistry clients, ObservationRegistry registry) {
		return new RetryEvents(clients, registry);
	}

	@Bean
	@ConditionalOnMissingBean(ClientRequestObservationConvention.class)
	NamedClientConvention lifeguardClientConvention(ObservationProperties properties) {
		return new NamedClientConvention(name(properties));
	}

	private static String name(ObservationProperties properties) {
		return properties.getHttp().getClient().getRequests().getName();
	}

	/**
	 * Naming of the clients in the observations of {@code WebClient}.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(WebClient.class)
	static class Reactive {

		@Bean
		@ConditionalOnMissingBean(org.springframework.web.reactive.function.client.ClientRequestObservationConvention.class)
		NamedReactiveClientConvention lifeguardReactiveClientConvention(ObservationProperties properties) {
			return new NamedReactiveClientConvention(name(properties));
		}

	}

}
