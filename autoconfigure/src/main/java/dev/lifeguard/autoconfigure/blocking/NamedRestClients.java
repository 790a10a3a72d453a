package dev.lifeguard.autoconfigure.blocking;

import java.util.ArrayList;
import java.util.List;

import dev.lifeguard.client.ClientSettings;
import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.client.StackedRetries;
import dev.lifeguard.client.blocking.LeasedRequestFactory;
import dev.lifeguard.client.blocking.ReleaseGuard;
import dev.lifeguard.client.blocking.RetryInterceptor;
import dev.lifeguard.registry.ClientRegistry;
import dev.lifeguard.retry.Retries;

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
		if (hasInterceptors(builder)) {
			builder.requestInterceptors((interceptors) -> enclose(interceptors, client));
		}
		return builder.defaultHeaders((headers) -> settings.defaultHeaders().forEach(headers::addAll)).build();
	}

	/**
	 * Without interceptors there is nobody to drop a response, and the request factory
	 * retries. Even to look at the builder's own list would make Spring keep the bodies
	 * of all requests in memory, so a copy is looked at.
	 */
	private static boolean hasInterceptors(RestClient.Builder builder) {
		List<ClientHttpRequestInterceptor> found = new ArrayList<>();
		builder.clone().requestInterceptors(found::addAll);
		return !found.isEmpty();
	}

	private static void enclose(List<ClientHttpRequestInterceptor> interceptors, ManagedClient client) {
		StackedRetries.warnOf(client, interceptors);
		interceptors.add(0, new ReleaseGuard());
		if (client.retries() != Retries.NONE) {
			interceptors.add(0, new RetryInterceptor(client));
		}
	}

}
