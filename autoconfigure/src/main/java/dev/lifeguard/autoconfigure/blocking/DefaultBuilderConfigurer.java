package dev.lifeguard.autoconfigure.blocking;

import dev.lifeguard.autoconfigure.TunedBuilders;
import dev.lifeguard.registry.ClientRegistry;

import org.springframework.boot.restclient.autoconfigure.RestClientBuilderConfigurer;
import org.springframework.web.client.RestClient;

/**
 * Boot's configurer, whose builders are completed by the client {@code default} where
 * they use it: interceptors may be added to them by anybody, at any time.
 */
class DefaultBuilderConfigurer extends RestClientBuilderConfigurer {

	private final RestClientBuilderConfigurer boots;

	private final ClientRegistry registry;

	DefaultBuilderConfigurer(RestClientBuilderConfigurer boots, ClientRegistry registry) {
		this.boots = boots;
		this.registry = registry;
	}

	@Override
	public RestClient.Builder configure(RestClient.Builder builder) {
		RestClient.Builder configured = this.boots.configure(builder);
		return TunedBuilders.isTuned(builder)
				? CompleteRestClient.builder(configured, new Interceptors(this.registry.client(ClientRegistry.DEFAULT)))
				: configured;
	}

}
