package dev.lifeguard.autoconfigure.actuate;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.lifeguard.actuate.PoolHealthIndicator;
import dev.lifeguard.autoconfigure.LifeguardAutoConfiguration;
import dev.lifeguard.autoconfigure.OnConfiguredClient;
import dev.lifeguard.registry.ClientRegistry;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.Ordered;

/**
 * Auto-configuration of the health component {@code httpPools}.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = LifeguardAutoConfiguration.class)
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@ConditionalOnClass({ HealthContributor.class, ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnBean(ClientRegistry.class)
@ConditionalOnEnabledHealthIndicator("http-pools")
@Conditional(OnConfiguredClient.class)
public final class LifeguardHealthAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = { "httpPoolsHealthIndicator", "httpPoolsHealthContributor" })
	CompositeHealthContributor httpPoolsHealthContributor(ClientRegistry registry) {
		Map<String, PoolHealthIndicator> indicators = new LinkedHashMap<>();
		registry.clients().forEach((client) -> indicators.put(client.name(), new PoolHealthIndicator(client)));
		return CompositeHealthContributor.fromMap(indicators);
	}

}
