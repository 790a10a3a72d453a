package dev.lifeguard.autoconfigure.reactive;

import dev.lifeguard.autoconfigure.TunedBuilders;
import dev.lifeguard.registry.ClientRegistry;

import org.springframework.boot.webclient.WebClientCustomizer;
import org.springframework.core.Ordered;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Customizer that makes the application's auto-configured builder use the client
 * {@code default}, if there is one. It comes after Boot's, which sets a connector: what
 * an application changes after that counts.
 */
class DefaultWebClientCustomizer implements WebClientCustomizer, Ordered {

	private static final int AFTER_BOOT = 10;

	private final ClientRegistry registry;

	DefaultWebClientCustomizer(ClientRegistry registry) {
		this.registry = registry;
	}

	@Override
	public void customize(WebClient.Builder builder) {
		if (this.registry.names().contains(ClientRegistry.DEFAULT) && !TunedBuilders.leavesAlone(builder)) {
			NamedWebClients.equip(builder, this.registry.client(ClientRegistry.DEFAULT));
			TunedBuilders.tuned(builder);
		}
	}

	@Override
	public int getOrder() {
		return AFTER_BOOT;
	}

}
