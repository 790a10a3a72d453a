package dev.lifeguard.benchmarks.peers;

import dev.lifeguard.benchmarks.load.Calls;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;

/**
 * A {@code RestClient} on Apache HttpClient 5.
 */
final class ApachePeer implements Peer {

	@Override
	public String name() {
		return "apache";
	}

	@Override
	public Calls defaults(String baseUrl) {
		return RestClientCalls.of(ClientHttpRequestFactoryBuilder.httpComponents().build(), baseUrl);
	}

	@Override
	public Calls tuned(String baseUrl) {
		return new RetriedCalls(RestClientCalls.of(ClientHttpRequestFactoryBuilder.httpComponents()
			.withConnectionManagerCustomizer((connections) -> connections.setMaxConnTotal(Tuning.CONNECTIONS)
				.setMaxConnPerRoute(Tuning.CONNECTIONS))
			.withDefaultRequestConfigCustomizer(
					(request) -> request.setConnectionRequestTimeout(Timeout.of(Tuning.ACQUIRE))
						.setResponseTimeout(Timeout.of(Tuning.RESPONSE)))
			.withHttpClientCustomizer(ApachePeer::tune)
			.build(Tuning.settings()), baseUrl));
	}

	// its own retry waits for a second, and would multiply those around it
	static void tune(HttpClientBuilder client) {
		client.evictExpiredConnections().evictIdleConnections(TimeValue.of(Tuning.IDLE)).disableAutomaticRetries();
	}

}
