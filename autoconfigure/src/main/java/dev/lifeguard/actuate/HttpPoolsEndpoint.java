package dev.lifeguard.actuate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.registry.ClientRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Actuator endpoint that shows the clients' pools, changes their bounds for a time, and
 * closes what they keep idle. What it changes is logged, and published as an audit event.
 *
 * @since 0.1.0
 */
@Endpoint(id = "httppools")
public class HttpPoolsEndpoint {

	private static final String IDLE = "idle";

	private final ClientRegistry registry;

	private final PoolAudit audit;

	/**
	 * Create an endpoint.
	 * @param registry the clients
	 * @param publisher told of changes, as audit events
	 */
	public HttpPoolsEndpoint(ClientRegistry registry, ApplicationEventPublisher publisher) {
		this.registry = registry;
		this.audit = new PoolAudit(publisher);
	}

	/**
	 * Show every client.
	 * @return the clients by name
	 */
	@ReadOperation
	public HttpPoolsDescriptor httpPools() {
		Map<String, HttpPoolDescriptor> clients = new LinkedHashMap<>();
		this.registry.clients().forEach((client) -> clients.put(client.name(), describe(client.name(), false)));
		return new HttpPoolsDescriptor(clients);
	}

	/**
	 * Show one client.
	 * @param client the client's name
	 * @return the client, or 404 with the names that exist
	 */
	@ReadOperation
	public WebEndpointResponse<Object> httpPool(@Selector String client) {
		return isKnown(client) ? new WebEndpointResponse<>(describe(client, true)) : unknown();
	}

	/**
	 * Change a client's bound for a time. Waiting calls are served at once if it grows,
	 * and calls in flight continue if it shrinks.
	 * @param by the user who asks for it
	 * @param client the client's name
	 * @param maxConnections the bound, from 1 to 10 000
	 * @param duration how long it is to hold, from 1 s to 24 h; ten minutes if not given.
	 * It is called {@code for} in the request
	 * @return the bound in force, 400 with the reason, or 404 with the names that exist
	 */
	@WriteOperation
	public WebEndpointResponse<Object> resize(SecurityContext by, @Selector String client,
			@Nullable String maxConnections, @Nullable String duration) {
		if (!isKnown(client)) {
			return unknown();
		}
		try {
			Resize resize = Resize.of(maxConnections, duration);
			ManagedClient managed = this.registry.client(client);
			managed.resize(resize.maxConnections(), resize.time());
			this.audit.changed(by, "HTTP_POOL_RESIZED", Map.of("client", client, "maxConnections",
					resize.maxConnections(), "for", resize.time().toString()));
			return new WebEndpointResponse<>(Map.of("limit", managed.snapshot().limit(), "for", resize.time(), "then",
					managed.snapshot().max()));
		}
		catch (IllegalArgumentException ex) {
			return new WebEndpointResponse<>(Map.of("error", String.valueOf(ex.getMessage())),
					WebEndpointResponse.STATUS_BAD_REQUEST);
		}
	}

	/**
	 * Close what a client keeps and does not use, for example when the backend has moved.
	 * @param by the user who asks for it
	 * @param client the client's name
	 * @param what {@code idle}: its idle connections
	 * @return the number of connections that are being closed, or 404
	 */
	@DeleteOperation
	public WebEndpointResponse<Object> evict(SecurityContext by, @Selector String client, @Selector String what) {
		if (!isKnown(client)) {
			return unknown();
		}
		if (!IDLE.equals(what)) {
			return new WebEndpointResponse<>(Map.of("error", "Only the idle connections can be closed."),
					WebEndpointResponse.STATUS_NOT_FOUND);
		}
		int closed = this.registry.client(client).closeIdle();
		this.audit.changed(by, "HTTP_POOL_EVICTED", Map.of("client", client, "closed", closed));
		return new WebEndpointResponse<>(Map.of("closed", closed));
	}

	private HttpPoolDescriptor describe(String client, boolean recorder) {
		return HttpPoolDescriptor.of(this.registry.client(client), this.registry.advice(client), recorder);
	}

	private boolean isKnown(String client) {
		return this.registry.names().contains(client);
	}

	private WebEndpointResponse<Object> unknown() {
		Map<String, Object> unknown = Map.of("error", "There is no client of that name.", "clients",
				List.copyOf(this.registry.names()));
		return new WebEndpointResponse<>(unknown, WebEndpointResponse.STATUS_NOT_FOUND);
	}

}
