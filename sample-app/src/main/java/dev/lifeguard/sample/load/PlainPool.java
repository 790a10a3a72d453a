package dev.lifeguard.sample.load;

import java.net.SocketAddress;

import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionPoolMetrics;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.ConnectionProvider.MeterRegistrar;

/**
 * Pool that Reactor Netty makes by default, except that its bound can be chosen and its
 * numbers can be read.
 */
class PlainPool implements MeterRegistrar {

	private final int max;

	private final ConnectionProvider provider;

	// what is connected after the pool was dropped is closed as well
	private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);

	private volatile @Nullable ConnectionPoolMetrics metrics;

	PlainPool(int max) {
		this.max = max;
		this.provider = ConnectionProvider.builder("plain").maxConnections(max).metrics(true, () -> this).build();
	}

	HttpClient client() {
		return HttpClient.create(this.provider)
			.doOnConnected((connection) -> this.connections.add(connection.channel()));
	}

	@Override
	public void registerMetrics(String pool, String id, SocketAddress remote, ConnectionPoolMetrics metrics) {
		this.metrics = metrics;
	}

	int max() {
		return this.max;
	}

	PoolState state() {
		ConnectionPoolMetrics metrics = this.metrics;
		if (metrics == null) {
			return new PoolState(0, 0, 0, 0, this.max);
		}
		int active = metrics.acquiredSize();
		int idle = metrics.idleSize();
		int connecting = Math.max(0, metrics.allocatedSize() - active - idle);
		return new PoolState(active, idle, connecting, metrics.pendingAcquireSize(), this.max);
	}

	/**
	 * Drop the pool, its connections and those who wait for one.
	 */
	void drop() {
		this.provider.dispose();
		this.connections.close();
	}

}
