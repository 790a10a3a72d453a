package dev.lifeguard.endpoint;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.registry.ClientRegistry;

import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/**
 * Actuator endpoint that shows the clients' pools.
 *
 * @since 0.1.0
 */
@Endpoint(id = "httppools")
public class HttpPoolsEndpoint {

	private final ClientRegistry registry;

	/**
	 * Create an endpoint.
	 * @param registry the clients
	 */
	public HttpPoolsEndpoint(ClientRegistry registry) {
		this.registry = registry;
	}

	/**
	 * Show every client.
	 * @return the clients by name
	 */
	@ReadOperation
	public HttpPoolsDescriptor httpPools() {
		Map<String, HttpPoolDescriptor> clients = new LinkedHashMap<>();
		this.registry.clients().forEach((client) -> clients.put(client.name(), describe(client)));
		return new HttpPoolsDescriptor(clients);
	}

	/**
	 * Show one client.
	 * @param client the client's name
	 * @return the client, or 404 with the names that exist
	 */
	@ReadOperation
	public WebEndpointResponse<Object> httpPool(@Selector String client) {
		if (!this.registry.names().contains(client)) {
			Map<String, Object> unknown = Map.of("error", "There is no client of that name.", "clients",
					List.copyOf(this.registry.names()));
			return new WebEndpointResponse<>(unknown, WebEndpointResponse.STATUS_NOT_FOUND);
		}
		return new WebEndpointResponse<>(describe(this.registry.client(client)));
	}

	private static HttpPoolDescriptor describe(ManagedClient client) {
		return new HttpPoolDescriptor(client.settings().effective(), client.snapshot());
	}

}
