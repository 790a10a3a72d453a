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
		return enclose(this.builders.builder(new LeasedRequestFactory(client)), client).build();
	}

	boolean has(String name) {
		return this.registry.names().contains(name);
	}

	/**
	 * Let a builder use a client.
	 */
	void connect(RestClient.Builder builder, String name) {
		builder.requestFactory(new LeasedRequestFactory(this.registry.client(name)));
	}

	/**
	 * Give a builder that is otherwise complete what a client adds around its calls.
	 */
	void enclose(RestClient.Builder builder, String name) {
		enclose(builder, this.registry.client(name));
	}

	private static RestClient.Builder enclose(RestClient.Builder builder, ManagedClient client) {
		if (hasInterceptors(builder)) {
			builder.requestInterceptors((interceptors) -> enclose(interceptors, client));
		}
		return describe(builder, client);
	}

	/**
	 * Give a builder what a client's properties say of its requests.
	 */
	static RestClient.Builder describe(RestClient.Builder builder, ManagedClient client) {
		ClientSettings settings = client.settings();
		if (settings.baseUrl() != null) {
			builder.baseUrl(settings.baseUrl());
		}
		return builder.defaultHeaders((headers) -> settings.defaultHeaders().forEach(headers::addAll));
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
