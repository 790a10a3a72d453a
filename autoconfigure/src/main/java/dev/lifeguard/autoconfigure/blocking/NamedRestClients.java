package dev.lifeguard.autoconfigure.blocking;

import java.util.ArrayList;
import java.util.List;

import dev.lifeguard.autoconfigure.ClientGroups;
import dev.lifeguard.autoconfigure.ClientHooks;
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

	private final ClientHooks hooks;

	NamedRestClients(ClientRegistry registry, RestClientBuilderSource builders, ClientHooks hooks) {
		this.registry = registry;
		this.builders = builders;
		this.hooks = hooks;
	}

	RestClient restClient(String name) {
		ManagedClient client = this.registry.client(name);
		RestClient.Builder builder = hookUp(this.builders.builder(new LeasedRequestFactory(client)), client);
		enclose(builder, name);
		return builder.build();
	}

	boolean has(String name) {
		return this.registry.names().contains(name);
	}

	/**
	 * Let a group's builder use a client.
	 */
	void connect(RestClient.Builder builder, String name) {
		builder.requestFactory(new LeasedRequestFactory(this.registry.client(name)));
	}

	/**
	 * Give a group's builder what belongs to its client.
	 */
	void equip(RestClient.Builder builder, String name) {
		ManagedClient client = this.registry.client(name);
		if (client.settings().baseUrl() != null && hasInterceptors(builder)) {
			builder.requestInterceptors((interceptors) -> interceptors.removeIf(ClientGroups::isLoadBalancers));
		}
		hookUp(builder, client);
	}

	private RestClient.Builder hookUp(RestClient.Builder builder, ManagedClient client) {
		this.hooks.of(ClientHttpRequestInterceptor.class, client.name()).forEach(builder::requestInterceptor);
		return describe(builder, client);
	}

	/**
	 * Put a client's own interceptors around those of a builder that is otherwise
	 * complete.
	 */
	void enclose(RestClient.Builder builder, String name) {
		if (hasInterceptors(builder)) {
			builder.requestInterceptors((interceptors) -> enclose(interceptors, this.registry.client(name)));
		}
	}

	/**
	 * Give a builder what a client's properties say of its requests.
	 */
	static RestClient.Builder describe(RestClient.Builder builder, ManagedClient client) {
		ClientSettings settings = client.settings();
		if (settings.baseUrl() != null) {
			builder.baseUrl(settings.baseUrl());
		}
		builder.defaultRequest((request) -> request.attribute(ClientSettings.NAME_ATTRIBUTE, settings.name()));
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
