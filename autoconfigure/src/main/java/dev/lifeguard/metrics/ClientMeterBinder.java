package dev.lifeguard.metrics;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import dev.lifeguard.registry.ClientRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * Binder of the meters of every client to each registry of the application.
 *
 * @since 0.1.0
 */
public final class ClientMeterBinder implements MeterBinder, AutoCloseable {

	private final ClientRegistry clients;

	private final Queue<OwnMeters> bound = new ConcurrentLinkedQueue<>();

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
			OwnMeters meters = new OwnMeters(registry);
			this.bound.add(meters);
			new ClientMeters(client, meters).bind();
			new RetryMeters(client, meters).bind();
			new LimitMeters(client, meters).bind();
			new FleetMeters(client, meters).bind();
			new PriorityMeters(client, meters).bind();
		});
	}

	/**
	 * Remove the meters from the registries that live on.
	 */
	@Override
	public void close() {
		this.bound.forEach(OwnMeters::close);
		this.bound.clear();
	}

}
