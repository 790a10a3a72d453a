package dev.lifeguard.client;

import dev.lifeguard.testsupport.ManualNanoClock;
import dev.lifeguard.testsupport.ManualTimer;
import dev.lifeguard.testsupport.TestClients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.netty.http.client.HttpClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link RunningTransport}.
 */
class RunningTransportTests {

	private final ManualNanoClock clock = new ManualNanoClock();

	private final ManagedClient client = TestClients.create(this.clock, new ManualTimer(this.clock));

	@AfterEach
	void close() {
		this.client.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "get" })
	void requestHasItsMethodAndTheTransportsSettings(String method) {
		HttpClient request = (HttpClient) this.client.request(method);
		assertThat(request.configuration().method().name()).isEqualTo(method);
		assertThat(request.configuration().connectionProvider())
			.isSameAs(this.client.httpClient().configuration().connectionProvider());
	}

	@Test
	void usualRequestIsMadeOnce() {
		assertThat(this.client.request("GET")).isSameAs(this.client.request("GET"));
		assertThat(this.client.request("GET")).isNotSameAs(this.client.request("POST"));
	}

	@Test
	void whereOneRequestGoesIsNotWhereTheNextOneGoes() {
		HttpClient first = (HttpClient) this.client.request("GET").uri("http://orders.test/first");
		HttpClient second = (HttpClient) this.client.request("GET").uri("http://orders.test/second");
		assertThat(first.configuration().uri()).isEqualTo("http://orders.test/first");
		assertThat(second.configuration().uri()).isEqualTo("http://orders.test/second");
	}

}
