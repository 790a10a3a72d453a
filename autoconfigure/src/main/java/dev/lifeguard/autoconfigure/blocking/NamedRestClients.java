package dev.lifeguard.autoconfigure.blocking;

import java.util.List;

import dev.lifeguard.client.ClientSettings;
import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.client.blocking.LeasedRequestFactory;
import dev.lifeguard.client.blocking.ReleaseGuard;
import dev.lifeguard.registry.ClientRegistry;

import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.web.client.RestClient;

/**
 * Makes the {@code RestClient} beans. Their bean definitions name its method.
 */
class NamedRestClients {

	private final ClientRegistry registry;

	private final RestClientBuilderSource builders;

	NamedRestClients(ClientRegistry registry, RestClientBuilderSource builders) {
		this.registry = registry;
		this.builders = builders;
	}

	RestClient restClient(String name) {
		ManagedClient client = this.registry.client(name);
		ClientSettings settings = client.settings();
		RestClient.Builder builder = this.builders.builder(new LeasedRequestFactory(client));
		if (settings.baseUrl() != null) {
			builder.baseUrl(settings.baseUrl());
		}
		builder.requestInterceptors(NamedRestClients::guard);
		return builder.defaultHeaders((headers) -> settings.defaultHeaders().forEach(headers::addAll)).build();
	}

	/**
	 * Without interceptors there is nobody to drop a response, and any interceptor makes
	 * Spring keep the request's body in memory.
	 */
	private static void guard(List<ClientHttpRequestInterceptor> interceptors) {
		if (!interceptors.isEmpty()) {
			interceptors.add(0, new ReleaseGuard());
		}
	}

}
