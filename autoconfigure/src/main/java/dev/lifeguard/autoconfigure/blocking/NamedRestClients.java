package dev.lifeguard.autoconfigure.blocking;

import dev.lifeguard.autoconfigure.ClientGroups;
import dev.lifeguard.autoconfigure.ClientHooks;
import dev.lifeguard.client.ClientSettings;
import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.client.blocking.LeasedRequestFactory;
import dev.lifeguard.registry.ClientRegistry;

import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.web.client.RestClient;

/**
 * Factory of the {@code RestClient} beans. Their bean definitions name its method.
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
		return CompleteRestClient.builder(builder, new Interceptors(client)).build();
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
		if (client.settings().baseUrl() != null && Interceptors.hasInterceptors(builder)) {
			builder.requestInterceptors((interceptors) -> interceptors.removeIf(ClientGroups::isLoadBalancers));
		}
		hookUp(builder, client);
	}

	private RestClient.Builder hookUp(RestClient.Builder builder, ManagedClient client) {
		this.hooks.of(ClientHttpRequestInterceptor.class, client.name()).forEach(builder::requestInterceptor);
		return describe(builder, client);
	}

	/**
	 * Put a client's own interceptors around those of a group's builder.
	 */
	void enclose(RestClient.Builder builder, String name) {
		new Interceptors(this.registry.client(name)).enclose(builder);
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

}
