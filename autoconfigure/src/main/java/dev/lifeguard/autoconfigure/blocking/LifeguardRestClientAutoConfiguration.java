package dev.lifeguard.autoconfigure.blocking;

import dev.lifeguard.autoconfigure.ClientHooks;
import dev.lifeguard.autoconfigure.LifeguardAutoConfiguration;
import dev.lifeguard.autoconfigure.OnConfiguredClient;
import dev.lifeguard.autoconfigure.OnDefaultClient;
import dev.lifeguard.autoconfigure.TunedBuilders;
import dev.lifeguard.registry.ClientRegistry;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.restclient.RestClientCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.client.RestClient;

/**
 * Auto-configuration of what makes the named {@code RestClient} beans.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = LifeguardAutoConfiguration.class)
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@ConditionalOnClass(RestClient.class)
@ConditionalOnBean(ClientRegistry.class)
@Conditional(OnConfiguredClient.class)
public final class LifeguardRestClientAutoConfiguration {

	@Bean
	NamedRestClients lifeguardRestClients(ClientRegistry registry, ObjectProvider<RestClientBuilderSource> builders,
			ListableBeanFactory beans) {
		RestClientBuilderSource plain = (requestFactory) -> RestClient.builder().requestFactory(requestFactory);
		return new NamedRestClients(registry, builders.getIfAvailable(() -> plain), new ClientHooks(beans));
	}

	@Bean
	RestClientGroups lifeguardRestClientGroupsBegin(NamedRestClients clients) {
		return RestClientGroups.beforeCustomizers(clients);
	}

	@Bean
	RestClientGroups lifeguardRestClientGroupsEnd(NamedRestClients clients) {
		return RestClientGroups.afterLoadBalancer(clients);
	}

	@Bean
	RestClientGroups lifeguardRestClientGroupsLast(NamedRestClients clients) {
		return RestClientGroups.last(clients);
	}

	/**
	 * Builders to which the application's {@link RestClientCustomizer customizers} are
	 * applied.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(RestClientCustomizer.class)
	static class CustomizedBuilders {

		@Bean
		RestClientBuilderSource lifeguardRestClientBuilderSource(ObjectProvider<RestClientCustomizer> customizers) {
			return (requestFactory) -> {
				RestClient.Builder builder = RestClient.builder().requestFactory(requestFactory);
				return TunedBuilders.untuned(() -> {
					customizers.orderedStream().forEach((customizer) -> customizer.customize(builder));
					return builder;
				});
			};
		}

		@Bean
		@ConditionalOnBooleanProperty(name = "lifeguard.tune-default-builders", matchIfMissing = true)
		DefaultRestClientCustomizer lifeguardDefaultRestClientCustomizer(ClientRegistry registry) {
			return new DefaultRestClientCustomizer(registry);
		}

		@Bean
		@Conditional(OnDefaultClient.class)
		@ConditionalOnBooleanProperty(name = "lifeguard.tune-default-builders", matchIfMissing = true)
		static DefaultBuilderCompletion lifeguardDefaultRestClientBuilderCompletion(BeanFactory beans) {
			return new DefaultBuilderCompletion(beans);
		}

	}

}
