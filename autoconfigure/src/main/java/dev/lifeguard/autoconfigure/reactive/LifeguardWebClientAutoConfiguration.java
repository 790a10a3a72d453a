package dev.lifeguard.autoconfigure.reactive;

import dev.lifeguard.autoconfigure.ClientHooks;
import dev.lifeguard.autoconfigure.LifeguardAutoConfiguration;
import dev.lifeguard.autoconfigure.OnConfiguredClient;
import dev.lifeguard.autoconfigure.OnDefaultClient;
import dev.lifeguard.registry.ClientRegistry;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.webclient.WebClientCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Auto-configuration of what makes the named {@code WebClient} beans.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = LifeguardAutoConfiguration.class)
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@ConditionalOnClass(WebClient.class)
@ConditionalOnBean(ClientRegistry.class)
@Conditional(OnConfiguredClient.class)
public final class LifeguardWebClientAutoConfiguration {

	@Bean
	NamedWebClients lifeguardWebClients(ClientRegistry registry, ObjectProvider<WebClient.Builder> builders,
			ListableBeanFactory beans) {
		return new NamedWebClients(registry, () -> builders.getIfUnique(WebClient::builder), new ClientHooks(beans));
	}

	@Bean
	WebClientGroups lifeguardWebClientGroupsBegin(NamedWebClients clients) {
		return WebClientGroups.beforeCustomizers(clients);
	}

	@Bean
	WebClientGroups lifeguardWebClientGroupsEnd(NamedWebClients clients) {
		return WebClientGroups.afterLoadBalancer(clients);
	}

	@Bean
	WebClientGroups lifeguardWebClientGroupsLast(NamedWebClients clients) {
		return WebClientGroups.last(clients);
	}

	/**
	 * Tuning of the application's own builder.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(WebClientCustomizer.class)
	static class DefaultBuilder {

		@Bean
		@ConditionalOnBooleanProperty(name = "lifeguard.tune-default-builders", matchIfMissing = true)
		DefaultWebClientCustomizer lifeguardDefaultWebClientCustomizer(ClientRegistry registry) {
			return new DefaultWebClientCustomizer(registry);
		}

		@Bean
		@Conditional(OnDefaultClient.class)
		@ConditionalOnBooleanProperty(name = "lifeguard.tune-default-builders", matchIfMissing = true)
		static DefaultBuilderCompletion lifeguardDefaultWebClientBuilderCompletion(BeanFactory beans) {
			return new DefaultBuilderCompletion(beans);
		}

	}

}
