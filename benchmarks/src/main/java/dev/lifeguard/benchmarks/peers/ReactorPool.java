package dev.lifeguard.benchmarks.peers;

import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/**
 * A connection pool of Reactor Netty as it is advised.
 */
final class ReactorPool {

	private ReactorPool() {
	}

	static HttpClient httpClient() {
		return HttpClient.create(ConnectionProvider.builder("orders")
			.maxConnections(Tuning.CONNECTIONS)
			.pendingAcquireMaxCount(Tuning.PENDING)
			.pendingAcquireTimeout(Tuning.ACQUIRE)
			.maxIdleTime(Tuning.IDLE)
			.evictInBackground(Tuning.EVICT)
			.build());
	}

}
