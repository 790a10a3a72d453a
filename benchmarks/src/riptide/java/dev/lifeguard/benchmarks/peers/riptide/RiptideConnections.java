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
 * The starter's connections.
 *
 * @param most how many there are
 * @param leaseRequest the longest wait for a connection
 * @param connect the longest TCP connect
 * @param socket the longest wait for bytes
 */
record RiptideConnections(int most, Duration leaseRequest, Duration connect, Duration socket) {

	static final RiptideConnections DEFAULTS = new RiptideConnections(20, Duration.ofSeconds(1), Duration.ofSeconds(5),
			Duration.ofSeconds(5));

	static final RiptideConnections TUNED = new RiptideConnections(Tuning.CONNECTIONS, Tuning.ACQUIRE, Tuning.CONNECT,
			Tuning.RESPONSE);

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
			.setMaxConnTotal(this.most)
			.setMaxConnPerRoute(this.most)
			.setDefaultConnectionConfig(ConnectionConfig.custom()
				.setConnectTimeout(Timeout.of(this.connect))
				.setSocketTimeout(Timeout.of(this.socket))
				.build())
			.build();
	}

}
