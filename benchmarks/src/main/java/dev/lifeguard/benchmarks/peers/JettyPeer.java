package dev.lifeguard.benchmarks.peers;

import dev.lifeguard.benchmarks.load.Calls;
import org.eclipse.jetty.client.HttpClient;

import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;

/**
 * A {@code RestClient} on Jetty's client, which has no limit of its own for the wait for
 * a connection: it is part of the wait for the response.
 */
final class JettyPeer implements Peer {

	@Override
	public String name() {
		return "jetty";
	}

	@Override
	public Calls defaults(String baseUrl) {
		return RestClientCalls.of(ClientHttpRequestFactoryBuilder.jetty().build(), baseUrl);
	}

	@Override
	public Calls tuned(String baseUrl) {
		return new RetriedCalls(RestClientCalls.of(ClientHttpRequestFactoryBuilder.jetty()
			.withHttpClientCustomizer(JettyPeer::tune)
			.build(Tuning.settings()), baseUrl));
	}

	private static void tune(HttpClient client) {
		client.setMaxConnectionsPerDestination(Tuning.CONNECTIONS);
		client.setMaxRequestsQueuedPerDestination(Tuning.PENDING);
		client.setIdleTimeout(Tuning.IDLE.toMillis());
	}

}
