package dev.lifeguard.autoconfigure.reactive;

import java.util.List;
import java.util.function.Supplier;

import dev.lifeguard.autoconfigure.TunedBuilders;
import dev.lifeguard.client.ClientSettings;
import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.client.StackedRetries;
import dev.lifeguard.client.reactive.LeasedConnector;
import dev.lifeguard.client.reactive.ReleaseGuard;
import dev.lifeguard.client.reactive.RetryFilter;
import dev.lifeguard.registry.ClientRegistry;
import dev.lifeguard.retry.Retries;

import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Makes the {@code WebClient} beans. Their bean definitions name its method.
 */
class NamedWebClients {

	private final ClientRegistry registry;

	private final Supplier<WebClient.Builder> builders;

	NamedWebClients(ClientRegistry registry, Supplier<WebClient.Builder> builders) {
		this.registry = registry;
		this.builders = builders;
	}

	WebClient webClient(String name) {
		return equip(TunedBuilders.untuned(this.builders).clone(), this.registry.client(name)).build();
	}

	boolean has(String name) {
		return this.registry.names().contains(name);
	}

	void equip(WebClient.Builder builder, String name) {
		equip(builder, this.registry.client(name));
	}

	/**
	 * Let a builder use a client, and give it what the client's properties say of its
	 * requests.
	 */
	static WebClient.Builder equip(WebClient.Builder builder, ManagedClient client) {
		ClientSettings settings = client.settings();
		builder.clientConnector(new LeasedConnector(client));
		if (settings.baseUrl() != null) {
			builder.baseUrl(settings.baseUrl());
		}
		builder.defaultRequest((request) -> request.attribute(ClientSettings.NAME_ATTRIBUTE, settings.name()));
		builder.filters((filters) -> enclose(filters, client));
		return builder.defaultHeaders((headers) -> settings.defaultHeaders().forEach(headers::addAll));
	}

	/**
	 * Without filters there is nobody to drop a response.
	 */
	private static void enclose(List<ExchangeFilterFunction> filters, ManagedClient client) {
		StackedRetries.warnOf(client, filters);
		if (!filters.isEmpty()) {
			filters.add(0, new ReleaseGuard(client));
		}
		if (client.retries() != Retries.NONE) {
			filters.add(0, new RetryFilter(client));
		}
	}

}
