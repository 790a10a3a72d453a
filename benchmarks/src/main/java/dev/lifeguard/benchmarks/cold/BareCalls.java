package dev.lifeguard.benchmarks.cold;

import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/**
 * Calls of Reactor Netty's client.
 */
class BareCalls implements ColdCalls {

	private final HttpClient client = HttpClient
		.create(ConnectionProvider.builder("bare").maxConnections(1).pendingAcquireTimeout(ColdCalls.LIMIT).build());

	private final String url;

	BareCalls(String url) {
		this.url = url;
	}

	@Override
	public void call(String path) {
		this.client.get().uri(this.url + path).responseContent().aggregate().asString().block();
	}

	@Override
	public boolean isBounded() {
		return true;
	}

}
