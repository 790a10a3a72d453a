package dev.lifeguard.client.reactive;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.testsupport.ManualNanoClock;
import dev.lifeguard.testsupport.ManualTimer;
import dev.lifeguard.testsupport.ScriptedServer;
import dev.lifeguard.testsupport.TestClients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link LeasedConnector}.
 */
class LeasedConnectorTests {

	private final ManualNanoClock clock = new ManualNanoClock();

	private final ManagedClient client = TestClients.create(this.clock, new ManualTimer(this.clock));

	private final WebClient web = WebClient.builder().clientConnector(new LeasedConnector(this.client)).build();

	private final List<String> heads = new CopyOnWriteArrayList<>();

	private final ScriptedServer server = ScriptedServer.start((exchange) -> {
		this.heads.add(exchange.head());
		exchange.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
	});

	@AfterEach
	void close() throws IOException {
		this.client.close();
		this.server.close();
	}

	@Test
	void callsShareTheConnectionsOfTheClient() {
		assertThat(call("/")).isEqualTo("ok");
		assertThat(call("/")).isEqualTo("ok");
		assertThat(this.server.connections()).isOne();
		assertThat(this.client.snapshot().active()).isZero();
	}

	@Test
	void uriIsSentInAscii() {
		assertThat(call("/caf\u00e9")).isEqualTo("ok");
		assertThat(this.heads).singleElement().asString().startsWith("GET /caf%C3%A9 HTTP/1.1\r\n");
	}

	@Test
	void clientThatIsOpenedAgainHasANewTransport() {
		assertThat(call("/")).isEqualTo("ok");
		this.client.close();
		this.client.open();
		assertThat(call("/")).isEqualTo("ok");
		assertThat(this.server.connections()).isEqualTo(2);
	}

	private String call(String path) {
		return this.web.get()
			.uri(URI.create(this.server.url() + path))
			.retrieve()
			.bodyToMono(String.class)
			.block(Duration.ofSeconds(20));
	}

}
