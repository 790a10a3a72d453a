package dev.lifeguard.pool;

import java.util.function.BiPredicate;

import org.jspecify.annotations.Nullable;
import reactor.netty.Connection;
import reactor.netty.resources.ConnectionProvider.ConnectionMetadata;

/**
 * Rules that decide which connections the pool does not hand out again. Reactor Netty
 * asks one predicate, and asks it alone; so this one has all the rules, those of the
 * library that it replaces among them.
 */
final class EvictionRules implements BiPredicate<Connection, ConnectionMetadata> {

	private final long maxIdleMillis;

	private final BiPredicate<Connection, ConnectionMetadata> ofTheApplication;

	EvictionRules(PoolSettings settings, BiPredicate<Connection, ConnectionMetadata> ofTheApplication) {
		this.maxIdleMillis = settings.maxIdleTime().toMillis();
		this.ofTheApplication = ofTheApplication;
	}

	@Override
	public boolean test(Connection connection, ConnectionMetadata metadata) {
		if (!connection.channel().isActive() || !connection.isPersistent()) {
			return true;
		}
		PooledSocket socket = PooledSocket.beneath(connection.channel());
		EvictionReason reason = reason(connection, metadata, socket);
		if (reason != null && socket != null) {
			socket.mark(reason);
		}
		return reason != null;
	}

	private @Nullable EvictionReason reason(Connection connection, ConnectionMetadata metadata,
			@Nullable PooledSocket socket) {
		EvictionReason unfit = (socket != null) ? socket.unfit() : null;
		if (unfit != null) {
			return unfit;
		}
		if (metadata.idleTime() >= this.maxIdleMillis) {
			return EvictionReason.IDLE;
		}
		return this.ofTheApplication.test(connection, metadata) ? EvictionReason.RULE : null;
	}

}
