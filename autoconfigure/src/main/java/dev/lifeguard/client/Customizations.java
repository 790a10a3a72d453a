package dev.lifeguard.client;

import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Consumer;

import reactor.netty.Connection;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider.ConnectionMetadata;

/**
 * What the application changes beneath its clients.
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
	BiPredicate<Connection, ConnectionMetadata> rule(String client, Consumer<Throwable> failures) {
		BiPredicate<Connection, ConnectionMetadata> any = (connection, metadata) -> false;
		for (EvictionRule rule : this.evictions) {
			any = any.or((connection, metadata) -> evicts(rule, client, connection, metadata, failures));
		}
		return any;
	}

	private static boolean evicts(EvictionRule rule, String client, Connection connection, ConnectionMetadata metadata,
			Consumer<Throwable> failures) {
		try {
			return rule.evict(client, connection, metadata);
		}
		catch (Throwable ex) {
			failures.accept(ex);
			return false;
		}
	}

}
