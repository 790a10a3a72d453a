package dev.lifeguard.autoconfigure.blocking;

import dev.lifeguard.autoconfigure.LifeguardAutoConfiguration;
import dev.lifeguard.autoconfigure.TunedBuilders;
import dev.lifeguard.registry.ClientRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.restclient.RestClientCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.client.RestClient;

/**
 * Auto-configuration of what makes the named {@code RestClient} beans.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = LifeguardAutoConfiguration.class)
@ConditionalOnClass(RestClient.class)
@ConditionalOnBean(ClientRegistry.class)
public final class LifeguardRestClientAutoConfiguration {

	@Bean
	NamedRestClients lifeguardRestClients(ClientRegistry registry, ObjectProvider<RestClientBuilderSource> builders) {
		RestClientBuilderSource plain = (requestFactory) -> RestClient.builder().requestFactory(requestFactory);
		return new NamedRestClients(registry, builders.getIfAvailable(() -> plain));
	}

	/**
	 * Applies the application's {@link RestClientCustomizer customizers}.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(RestClientCustomizer.class)
	static class CustomizedBuilders {

		@Bean
		RestClientGroups lifeguardRestClientGroupsBegin(NamedRestClients clients) {
			return RestClientGroups.beforeCustomizers(clients);
		}

		@Bean
		RestClientGroups lifeguardRestClientGroupsEnd(NamedRestClients clients) {
			return RestClientGroups.afterCustomizers(clients);
		}

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

	}

	/**
	 * Has no customizers to apply.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnMissingClass("org.springframework.boot.restclient.RestClientCustomizer")
	static class PlainBuilders {

		@Bean
		RestClientGroups lifeguardRestClientGroups(NamedRestClients clients) {
			return RestClientGroups.withoutCustomizers(clients);
		}

	}

}
