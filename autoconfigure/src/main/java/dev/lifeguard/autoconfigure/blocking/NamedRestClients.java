package dev.lifeguard.autoconfigure.blocking;

import java.util.concurrent.atomic.AtomicBoolean;

import dev.lifeguard.client.ClientSettings;
import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.client.blocking.LeasedRequestFactory;
import dev.lifeguard.client.blocking.ReleaseGuard;
import dev.lifeguard.registry.ClientRegistry;

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
		if (hasInterceptors(builder)) {
			builder.requestInterceptors((interceptors) -> interceptors.add(0, new ReleaseGuard()));
		}
		return builder.defaultHeaders((headers) -> settings.defaultHeaders().forEach(headers::addAll)).build();
	}

	/**
	 * Without interceptors there is nobody to drop a response, and any interceptor makes
	 * Spring keep the request's body in memory. So does a look at the builder's own list,
	 * even if it is empty: it is the copy's that is looked at.
	 */
	private static boolean hasInterceptors(RestClient.Builder builder) {
		AtomicBoolean present = new AtomicBoolean();
		builder.clone().requestInterceptors((interceptors) -> present.set(!interceptors.isEmpty()));
		return present.get();
	}

}
