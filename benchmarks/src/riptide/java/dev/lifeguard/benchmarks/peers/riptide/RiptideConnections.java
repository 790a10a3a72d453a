package dev.lifeguard.benchmarks.peers.riptide;

import java.time.Duration;

import dev.lifeguard.benchmarks.peers.Tuning;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.util.Timeout;

/**
 * The timeouts of the starter's connections. Their number is 20 by default.
 *
 * @param leaseRequest the longest wait for a connection
 * @param connect the longest TCP connect
 * @param socket the longest wait for bytes
 */
record RiptideConnections(Duration leaseRequest, Duration connect, Duration socket) {

	static final RiptideConnections DEFAULTS = new RiptideConnections(Duration.ofSeconds(1), Duration.ofSeconds(5),
			Duration.ofSeconds(5));

	static final RiptideConnections TUNED = new RiptideConnections(Tuning.ACQUIRE, Tuning.CONNECT, Tuning.RESPONSE);

	CloseableHttpClient httpClient() {
		return HttpClientBuilder.create()
			.setConnectionManager(connections())
			.setDefaultRequestConfig(
					RequestConfig.custom().setConnectionRequestTimeout(Timeout.of(this.leaseRequest)).build())
			.disableAutomaticRetries()
			.build();
	}

	private PoolingHttpClientConnectionManager connections() {
		return PoolingHttpClientConnectionManagerBuilder.create()
			.setMaxConnTotal(Tuning.CONNECTIONS)
			.setMaxConnPerRoute(Tuning.CONNECTIONS)
			.setDefaultConnectionConfig(ConnectionConfig.custom()
				.setConnectTimeout(Timeout.of(this.connect))
				.setSocketTimeout(Timeout.of(this.socket))
				.build())
			.build();
	}

}
