package dev.lifeguard.autoconfigure.reactive;

import java.util.function.Supplier;

import dev.lifeguard.autoconfigure.ClientGroups;
import dev.lifeguard.autoconfigure.ClientHooks;
import dev.lifeguard.autoconfigure.TunedBuilders;
import dev.lifeguard.client.ClientSettings;
import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.client.reactive.LeasedConnector;
import dev.lifeguard.registry.ClientRegistry;

import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Factory of the {@code WebClient} beans. Their bean definitions name its method.
 */
class NamedWebClients {

	private final ClientRegistry registry;

	private final Supplier<WebClient.Builder> builders;

	private final ClientHooks hooks;

	NamedWebClients(ClientRegistry registry, Supplier<WebClient.Builder> builders, ClientHooks hooks) {
		this.registry = registry;
		this.builders = builders;
		this.hooks = hooks;
	}

	WebClient webClient(String name) {
		WebClient.Builder builder = hookUp(TunedBuilders.untuned(this.builders).clone(), name);
		return CompleteWebClient.builder(builder, new Filters(this.registry.client(name))).build();
	}

	boolean has(String name) {
		return this.registry.names().contains(name);
	}

	/**
	 * Let a group's builder use a client.
	 */
	void equip(WebClient.Builder builder, String name) {
		if (this.registry.client(name).settings().baseUrl() != null) {
			builder.filters((filters) -> filters.removeIf(ClientGroups::isLoadBalancers));
		}
		hookUp(builder, name);
	}

	private WebClient.Builder hookUp(WebClient.Builder builder, String name) {
		this.hooks.of(ExchangeFilterFunction.class, name).forEach(builder::filter);
		return describe(builder, this.registry.client(name));
	}

	/**
	 * Put a client's own filters around those of a group's builder.
	 */
	void enclose(WebClient.Builder builder, String name) {
		new Filters(this.registry.client(name)).enclose(builder);
	}

	/**
	 * Let a builder use a client, and put the client's own filters around all that will
	 * be added to it.
	 */
	static WebClient.Builder equip(WebClient.Builder builder, ManagedClient client) {
		new Filters(client).precede(builder);
		return describe(builder, client);
	}

	/**
	 * Let a builder use a client, and give it what the client's properties say of its
	 * requests.
	 */
	private static WebClient.Builder describe(WebClient.Builder builder, ManagedClient client) {
		ClientSettings settings = client.settings();
		builder.clientConnector(new LeasedConnector(client));
		if (settings.baseUrl() != null) {
			builder.baseUrl(settings.baseUrl());
		}
		builder.defaultRequest((request) -> request.attribute(ClientSettings.NAME_ATTRIBUTE, settings.name()));
		return builder.defaultHeaders((headers) -> settings.defaultHeaders().forEach(headers::addAll));
	}

}
