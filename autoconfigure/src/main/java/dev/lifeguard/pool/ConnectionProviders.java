package dev.lifeguard.pool;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiPredicate;
import java.util.function.IntSupplier;

import reactor.netty.Connection;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.ConnectionProvider.ConnectionMetadata;

/**
 * Factory of the Reactor Netty connection provider of one client.
 *
 * @since 0.1.0
 */
public final class ConnectionProviders {

	private ConnectionProviders() {
	}

	/**
	 * Create a provider. Its pools hand out the connection that was used last, and keep
	 * to the same bound as the gate in front of them, which also bounds how many can wait
	 * in them.
	 * <p>
	 * The library never lets go of a provider, because its scheduler looks for inactive
	 * pools for as long as the JVM lives. So what is given here must not lead to the
	 * application, at least not when the client is closed.
	 * @param name the client's name
	 * @param settings how long sockets are kept
	 * @param boundPerRemote the most sockets per remote
	 * @param wait how long is waited in a pool that is at its bound
	 * @param pools counts the pools that have a socket
	 * @param rule which idle connections the application wants closed beyond ours
	 * @return the provider
	 */
	public static ConnectionProvider create(String name, PoolSettings settings, IntSupplier boundPerRemote,
			PoolWait wait, AtomicInteger pools, BiPredicate<Connection, ConnectionMetadata> rule) {
		ConnectionProvider.Builder builder = ConnectionProvider.builder(name)
			.maxConnections(settings.maxConnectionsPerHost())
			.allocationStrategy(new SocketAllocation(boundPerRemote, pools))
			.pendingAcquireMaxCount(-1)
			.pendingAcquireTimeout(wait.longest())
			.pendingAcquireTimer(wait.timer())
			.evictionPredicate(new EvictionRules(settings, rule))
			.evictInBackground(settings.evictInterval(), EvictionThread.INSTANCE)
			.disposeInactivePoolsInBackground(Duration.ofMinutes(1), settings.maxLifeTime())
			.lifo();
		return build(builder);
	}

	/**
	 * This may start one of the library's threads, which never end and would keep the
	 * class loader.
	 */
	private static ConnectionProvider build(ConnectionProvider.Builder builder) {
		Thread thread = Thread.currentThread();
		ClassLoader applications = thread.getContextClassLoader();
		thread.setContextClassLoader(ConnectionProvider.class.getClassLoader());
		try {
			return builder.build();
		}
		finally {
			thread.setContextClassLoader(applications);
		}
	}

}
