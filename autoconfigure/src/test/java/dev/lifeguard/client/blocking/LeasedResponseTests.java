package dev.lifeguard.client.blocking;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.lease.Holder;
import dev.lifeguard.lease.Priority;
import dev.lifeguard.testsupport.ManualNanoClock;
import dev.lifeguard.testsupport.ManualTimer;
import dev.lifeguard.testsupport.ScriptedServer;
import dev.lifeguard.testsupport.TestClients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests of {@link LeasedResponse}.
 */
class LeasedResponseTests {

	private final ManualNanoClock clock = new ManualNanoClock();

	private final ManualTimer timer = new ManualTimer(this.clock);

	private final ManagedClient client = TestClients.create(this.clock, this.timer);

	@AfterEach
	void close() {
		this.client.close();
	}

	@Test
	void headIsThePeers() throws IOException {
		try (ScriptedServer server = ScriptedServer.start(
				(request) -> request.send("HTTP/1.1 299 Very Well\r\nContent-Length: 0\r\nX-A: 1\r\nX-A: 2\r\n\r\n"))) {
			LeasedResponse response = response(server);
			assertThat(response.getStatusCode().value()).isEqualTo(299);
			assertThat(response.getStatusText()).isEqualTo("Very Well");
			assertThat(response.getHeaders().get("x-a")).containsExactly("1", "2");
			assertThatExceptionOfType(UnsupportedOperationException.class)
				.isThrownBy(() -> response.getHeaders().add("X-B", "3"));
		}
	}

	@Test
	void completeResponseIsNotUnread() throws IOException {
		try (ScriptedServer server = ScriptedServer
			.start((request) -> request.send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nbody"))) {
			assertThat(response(server).isUnread()).isFalse();
		}
	}

	@Test
	void responseWithMoreToComeIsUnreadUntilItIsAskedForBytes() throws IOException {
		try (ScriptedServer server = beginning()) {
			LeasedResponse response = response(server);
			assertThat(response.isUnread()).isTrue();
			assertThat(this.client.holders()).extracting(Holder::asks).containsExactly(0);
			assertThat(response.getBody().readNBytes(4)).asString(StandardCharsets.US_ASCII).isEqualTo("body");
			assertThat(response.isUnread()).isFalse();
			assertThat(this.client.holders()).singleElement()
				.satisfies((holder) -> assertThat(holder.asks()).isPositive());
		}
	}

	@Test
	void closeGivesTheRestAMomentAndThenItsConnectionUp() throws IOException {
		try (ScriptedServer server = beginning()) {
			LeasedResponse response = response(server);
			response.close();
			assertThat(server.connectionsOpen()).isOne();
			assertThatExceptionOfType(IOException.class).isThrownBy(response.getBody()::read)
				.withMessage("the response is closed");
			this.clock.advance(Duration.ofMillis(100));
			this.timer.runDue();
			await().untilAsserted(() -> assertThat(server.connectionsOpen()).isZero());
			await().untilAsserted(() -> assertThat(this.client.holders()).isEmpty());
		}
	}

	private static ScriptedServer beginning() {
		return ScriptedServer
			.start((request) -> request.send("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\nbody").read(1));
	}

	private LeasedResponse response(ScriptedServer server) throws IOException {
		URI uri = URI.create(server.url() + "/");
		Exchange exchange = new Exchange(this.client, HttpMethod.GET, uri,
				Headers.checked(HttpMethod.GET, uri, new HttpHeaders()), Priority.NORMAL, null);
		exchange.start();
		LeasedResponse response = exchange.await();
		assertThat(response).isNotNull();
		return response;
	}

}
