package dev.lifeguard.shop;

import java.util.concurrent.atomic.AtomicInteger;

import dev.lifeguard.testsupport.ScriptedServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webclient.test.autoconfigure.WebClientTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A slice test of a component that has a named {@code WebClient}, against a server on
 * loopback that does not answer the first time.
 */
@WebClientTest(components = Stock.class,
		properties = { "lifeguard.clients.stock.base-url=https://stock.test/api",
				"lifeguard.clients.stock.retry.backoff.base=1ms" })
@DirtiesContext
class WebClientSliceTests {

	private static ScriptedServer server;

	@BeforeAll
	static void startServer() {
		AtomicInteger requests = new AtomicInteger();
		server = ScriptedServer.start((exchange) -> {
			String path = exchange.head().split(" ")[1];
			exchange.send(
					(requests.incrementAndGet() == 1) ? "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n"
							: "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s".formatted(path.length(), path));
		});
	}

	@DynamicPropertySource
	static void callTheServerInstead(DynamicPropertyRegistry properties) {
		properties.add("lifeguard.override-base-url", () -> server.url());
	}

	@AfterAll
	static void stopServer() throws Exception {
		server.close();
	}

	@Test
	void namedClientCallsAndRetries(@Autowired Stock stock) {
		StepVerifier.create(stock.count("7")).expectNext("/api/stock/7").verifyComplete();
		assertThat(server.requests()).isEqualTo(2);
	}

}
