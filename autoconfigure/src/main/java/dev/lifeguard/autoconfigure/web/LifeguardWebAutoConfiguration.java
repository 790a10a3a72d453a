package dev.lifeguard.autoconfigure.web;

import dev.lifeguard.autoconfigure.LifeguardAutoConfiguration;
import dev.lifeguard.registry.ClientRegistry;
import dev.lifeguard.web.ClientFailureAdvice;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.ControllerAdvice;

/**
 * Auto-configuration of what the clients' failures become in a web application.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = LifeguardAutoConfiguration.class)
@ConditionalOnWebApplication
@ConditionalOnClass(ControllerAdvice.class)
@ConditionalOnBean(ClientRegistry.class)
@ConditionalOnBooleanProperty(name = "lifeguard.web.map-failures", matchIfMissing = true)
public final class LifeguardWebAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ClientFailureAdvice lifeguardClientFailureAdvice() {
		return new ClientFailureAdvice();
	}

}
