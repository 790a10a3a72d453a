package dev.lifeguard.benchmarks.peers;

import dev.lifeguard.benchmarks.load.Calls;

import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;

/**
 * A {@code RestClient} on Reactor Netty.
 */
final class ReactorPeer implements Peer {

	@Override
	public String name() {
		return "reactor";
	}

	@Override
	public Calls defaults(String baseUrl) {
		return RestClientCalls.of(ClientHttpRequestFactoryBuilder.reactor().build(), baseUrl);
	}

	@Override
	public Calls tuned(String baseUrl) {
		return new RetriedCalls(RestClientCalls.of(ClientHttpRequestFactoryBuilder.reactor()
			.withHttpClientFactory(ReactorPool::httpClient)
			.build(Tuning.settings()), baseUrl));
	}

}
