package dev.lifeguard.client;

import java.util.function.BiPredicate;

import org.jspecify.annotations.Nullable;
import reactor.netty.Connection;
import reactor.netty.resources.ConnectionProvider.ConnectionMetadata;

/**
 * Rules of the application for idle connections, as long as the client is open. Reactor
 * Netty's own scheduler keeps every provider that looks for inactive pools until the JVM
 * ends, and with it the predicate that the provider was given.
 */
final class DetachableRule implements BiPredicate<Connection, ConnectionMetadata> {

	private volatile @Nullable BiPredicate<Connection, ConnectionMetadata> rule;

	void attach(BiPredicate<Connection, ConnectionMetadata> rule) {
		this.rule = rule;
	}

	void detach() {
		this.rule = null;
	}

	@Override
	public boolean test(Connection connection, ConnectionMetadata metadata) {
		BiPredicate<Connection, ConnectionMetadata> rule = this.rule;
		return rule != null && rule.test(connection, metadata);
	}

}
