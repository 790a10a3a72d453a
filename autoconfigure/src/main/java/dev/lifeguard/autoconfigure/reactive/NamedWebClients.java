package dev.lifeguard.autoconfigure.reactive;

import java.util.function.Supplier;

import dev.lifeguard.client.ClientSettings;
import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.client.reactive.LeasedConnector;
import dev.lifeguard.client.reactive.ReleaseGuard;
import dev.lifeguard.registry.ClientRegistry;

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
		ManagedClient client = this.registry.client(name);
		ClientSettings settings = client.settings();
		WebClient.Builder builder = this.builders.get().clone().clientConnector(new LeasedConnector(client));
		if (settings.baseUrl() != null) {
			builder.baseUrl(settings.baseUrl());
		}
		// without filters there is nobody to drop a response
		builder.filters((filters) -> {
			if (!filters.isEmpty()) {
				filters.add(0, new ReleaseGuard(client));
			}
		});
		return builder.defaultHeaders((headers) -> settings.defaultHeaders().forEach(headers::addAll)).build();
	}

}
