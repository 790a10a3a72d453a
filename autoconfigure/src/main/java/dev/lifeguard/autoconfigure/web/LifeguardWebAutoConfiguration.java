package dev.lifeguard.autoconfigure.web;

import dev.lifeguard.autoconfigure.LifeguardAutoConfiguration;
import dev.lifeguard.autoconfigure.OnConfiguredClient;
import dev.lifeguard.registry.ClientRegistry;
import dev.lifeguard.web.ClientFailureAdvice;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.Ordered;
import org.springframework.web.bind.annotation.ControllerAdvice;

/**
 * Auto-configuration of what the clients' failures become in a web application.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = LifeguardAutoConfiguration.class)
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@ConditionalOnWebApplication
@ConditionalOnClass(ControllerAdvice.class)
@ConditionalOnBean(ClientRegistry.class)
@ConditionalOnBooleanProperty(name = "lifeguard.web.map-failures", matchIfMissing = true)
@Conditional(OnConfiguredClient.class)
public final class LifeguardWebAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ClientFailureAdvice lifeguardClientFailureAdvice() {
		return new ClientFailureAdvice();
	}

}
