package dev.lifeguard.autoconfigure.discovery;

import dev.lifeguard.autoconfigure.LifeguardAutoConfiguration;
import dev.lifeguard.autoconfigure.OnConfiguredClient;
import dev.lifeguard.autoconfigure.fleet.FleetSize;
import dev.lifeguard.registry.ClientRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.cloud.client.ConditionalOnDiscoveryEnabled;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.cloud.client.discovery.composite.CompositeDiscoveryClientAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration of the fleet's size as the discovery client knows it.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = { LifeguardAutoConfiguration.class, CompositeDiscoveryClientAutoConfiguration.class })
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@ConditionalOnClass(DiscoveryClient.class)
@ConditionalOnDiscoveryEnabled
@ConditionalOnBean({ ClientRegistry.class, DiscoveryClient.class })
@Conditional(OnConfiguredClient.class)
public final class LifeguardDiscoveryAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	FleetSize lifeguardFleetSize(ObjectProvider<DiscoveryClient> discovery, Environment environment) {
		return new DiscoveredFleetSize(discovery, environment.getProperty("spring.application.name"));
	}

}
