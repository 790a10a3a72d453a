package dev.lifeguard.pool;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import reactor.netty.resources.ConnectionPoolMetrics;
import reactor.netty.resources.ConnectionProvider.MeterRegistrar;

/**
 * Counts the open sockets that serve no call, as Reactor Netty's pools report them.
 *
 * @since 0.1.0
 */
public final class IdleSockets {

	private final Map<String, ConnectionPoolMetrics> pools = new ConcurrentHashMap<>();

	private final Map<String, String> remotes = new ConcurrentHashMap<>();

	/**
	 * Return how many sockets are idle, by remote.
	 * @return the counts by {@code host:port}
	 */
	public Map<String, Integer> byRemote() {
		Map<String, Integer> idle = new TreeMap<>();
		this.pools.forEach((id, pool) -> idle.merge(this.remotes.getOrDefault(id, id), pool.idleSize(), Integer::sum));
		return idle;
	}

	MeterRegistrar registrar() {
		return new Registrar();
	}

	private static String name(SocketAddress address) {
		return (address instanceof InetSocketAddress inet)
				? inet.getHostString().toLowerCase(Locale.ROOT) + ":" + inet.getPort() : address.toString();
	}

	private final class Registrar implements MeterRegistrar {

		@Override
		public void registerMetrics(String poolName, String id, SocketAddress remote, ConnectionPoolMetrics metrics) {
			String key = id + "@" + remote;
			IdleSockets.this.remotes.put(key, name(remote));
			IdleSockets.this.pools.put(key, metrics);
		}

		@Override
		public void deRegisterMetrics(String poolName, String id, SocketAddress remote) {
			String key = id + "@" + remote;
			IdleSockets.this.pools.remove(key);
			IdleSockets.this.remotes.remove(key);
		}

	}

}
