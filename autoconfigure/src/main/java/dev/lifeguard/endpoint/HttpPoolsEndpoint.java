package dev.lifeguard.endpoint;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.lifeguard.client.ClientSettings;
import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.registry.ClientRegistry;

import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/**
 * Actuator endpoint that shows the clients' pools, and closes what they keep idle.
 *
 * @since 0.1.0
 */
@Endpoint(id = "httppools")
public class HttpPoolsEndpoint {

	private static final String IDLE = "idle";

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
		return isKnown(client) ? new WebEndpointResponse<>(describe(this.registry.client(client))) : unknown();
	}

	/**
	 * Close what a client keeps and does not use, for example when the backend has moved.
	 * @param client the client's name
	 * @param what {@code idle}: its idle connections
	 * @return how many were told to close, or 404
	 */
	@DeleteOperation
	public WebEndpointResponse<Object> evict(@Selector String client, @Selector String what) {
		if (!isKnown(client)) {
			return unknown();
		}
		if (!IDLE.equals(what)) {
			return new WebEndpointResponse<>(Map.of("error", "Only the idle connections can be closed."),
					WebEndpointResponse.STATUS_NOT_FOUND);
		}
		return new WebEndpointResponse<>(Map.of("closed", this.registry.client(client).closeIdle()));
	}

	private boolean isKnown(String client) {
		return this.registry.names().contains(client);
	}

	private WebEndpointResponse<Object> unknown() {
		Map<String, Object> unknown = Map.of("error", "There is no client of that name.", "clients",
				List.copyOf(this.registry.names()));
		return new WebEndpointResponse<>(unknown, WebEndpointResponse.STATUS_NOT_FOUND);
	}

	private static HttpPoolDescriptor describe(ManagedClient client) {
		ClientSettings settings = client.settings();
		return new HttpPoolDescriptor(settings.effective(), settings.advice(), client.snapshot(), client.keptFor());
	}

}
