package dev.lifeguard.autoconfigure.actuate;

import dev.lifeguard.actuate.ForArgument;
import dev.lifeguard.actuate.HttpPoolsEndpoint;
import dev.lifeguard.autoconfigure.LifeguardAutoConfiguration;
import dev.lifeguard.autoconfigure.OnConfiguredClient;
import dev.lifeguard.registry.ClientRegistry;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.Ordered;

/**
 * Auto-configuration of the Actuator endpoint {@code httppools}.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = LifeguardAutoConfiguration.class)
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@ConditionalOnClass({ Endpoint.class, ConditionalOnAvailableEndpoint.class })
@ConditionalOnBean(ClientRegistry.class)
@ConditionalOnAvailableEndpoint(HttpPoolsEndpoint.class)
@Conditional(OnConfiguredClient.class)
public final class LifeguardEndpointAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	HttpPoolsEndpoint httpPoolsEndpoint(ClientRegistry registry, ApplicationEventPublisher publisher) {
		return new HttpPoolsEndpoint(registry, publisher);
	}

	@Bean
	ForArgument httpPoolsForArgument() {
		return new ForArgument();
	}

}
