package dev.lifeguard.benchmarks.peers;

import dev.lifeguard.benchmarks.load.Calls;

import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * A {@code WebClient} on Reactor Netty.
 */
final class WebClientPeer implements Peer {

	@Override
	public String name() {
		return "webclient";
	}

	@Override
	public Calls defaults(String baseUrl) {
		return calls(ClientHttpConnectorBuilder.reactor().build(), baseUrl);
	}

	@Override
	public Calls tuned(String baseUrl) {
		return new RetriedReactiveCalls(calls(ClientHttpConnectorBuilder.reactor()
			.withHttpClientFactory(ReactorPool::httpClient)
			.build(Tuning.settings()), baseUrl));
	}

	private static WebClientCalls calls(ClientHttpConnector connector, String baseUrl) {
		return new WebClientCalls(WebClient.builder().clientConnector(connector).baseUrl(baseUrl).build(), () -> {
		});
	}

}
