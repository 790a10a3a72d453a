package dev.lifeguard.autoconfigure.blocking;

import dev.lifeguard.autoconfigure.TunedBuilders;
import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.client.blocking.LeasedRequestFactory;
import dev.lifeguard.registry.ClientRegistry;

import org.springframework.boot.restclient.RestClientCustomizer;
import org.springframework.core.Ordered;
import org.springframework.web.client.RestClient;

/**
 * Customizer that makes the application's auto-configured builder use the client
 * {@code default}, if there is one. It comes first: what an application or a test changes
 * after it counts.
 */
class DefaultRestClientCustomizer implements RestClientCustomizer, Ordered {

	private final ClientRegistry registry;

	DefaultRestClientCustomizer(ClientRegistry registry) {
		this.registry = registry;
	}

	@Override
	public void customize(RestClient.Builder builder) {
		if (this.registry.names().contains(ClientRegistry.DEFAULT) && !TunedBuilders.leavesAlone(builder)) {
			ManagedClient client = this.registry.client(ClientRegistry.DEFAULT);
			NamedRestClients.describe(builder.requestFactory(new LeasedRequestFactory(client)), client);
			TunedBuilders.tuned(builder);
		}
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE + 100;
	}

}
