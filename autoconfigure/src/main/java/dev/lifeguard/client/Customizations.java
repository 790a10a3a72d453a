package dev.lifeguard.client;

import java.util.List;
import java.util.function.BiPredicate;

import dev.lifeguard.time.Fence;
import reactor.netty.Connection;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider.ConnectionMetadata;

/**
 * Customizations that the application applies below its clients.
 *
 * @param transports its changes to the transport, in order
 * @param evictions its rules for idle connections
 * @since 0.1.0
 */
public record Customizations(List<HttpClientCustomizer> transports, List<EvictionRule> evictions) {

	/** Changes nothing. */
	public static final Customizations NONE = new Customizations(List.of(), List.of());

	HttpClient apply(String client, HttpClient http) {
		HttpClient customized = http;
		for (HttpClientCustomizer customizer : this.transports) {
			customized = customizer.customize(client, customized);
		}
		return customized;
	}

	/**
	 * Return the rules as one, which every call asks. A rule that throws closes nothing.
	 */
	BiPredicate<Connection, ConnectionMetadata> rule(String client, Fence fence) {
		BiPredicate<Connection, ConnectionMetadata> any = (connection, metadata) -> false;
		for (EvictionRule rule : this.evictions) {
			any = any.or((connection, metadata) -> fence.get(() -> rule.evict(client, connection, metadata), false));
		}
		return any;
	}

}
