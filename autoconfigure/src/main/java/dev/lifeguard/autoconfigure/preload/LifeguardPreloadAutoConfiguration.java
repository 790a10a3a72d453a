package dev.lifeguard.autoconfigure.preload;

import dev.lifeguard.autoconfigure.LifeguardAutoConfiguration;
import dev.lifeguard.autoconfigure.OnConfiguredClient;
import dev.lifeguard.autoconfigure.transport.ClientTransports;
import dev.lifeguard.client.ClientResources;
import dev.lifeguard.registry.ClientRegistry;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.Ordered;
import org.springframework.http.client.ClientHttpRequest;

/**
 * Auto-configuration of the {@link Preload}. Slices of tests do without it.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = LifeguardAutoConfiguration.class)
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@ConditionalOnClass(ClientHttpRequest.class)
@ConditionalOnBean(ClientRegistry.class)
@ConditionalOnBooleanProperty(name = "lifeguard.preload", matchIfMissing = true)
@Conditional(OnConfiguredClient.class)
public final class LifeguardPreloadAutoConfiguration {

	@Bean
	Preload lifeguardPreload(ClientRegistry registry, ClientTransports transports, ClientResources resources) {
		return new Preload(new DryRuns(registry, DryRuns.LOADED, (kind) -> new DryRun(kind, transports, resources)));
	}

}
