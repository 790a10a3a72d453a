package dev.lifeguard.metrics;

import dev.lifeguard.registry.ClientRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * Binds the meters of every client to each registry of the application.
 *
 * @since 0.1.0
 */
public final class ClientMeterBinder implements MeterBinder {

	private final ClientRegistry clients;

	/**
	 * Create a binder.
	 * @param clients the clients
	 */
	public ClientMeterBinder(ClientRegistry clients) {
		this.clients = clients;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		this.clients.clients().forEach((client) -> {
			new ClientMeters(client, registry).bind();
			new RetryMeters(client, registry).bind();
		});
	}

}
