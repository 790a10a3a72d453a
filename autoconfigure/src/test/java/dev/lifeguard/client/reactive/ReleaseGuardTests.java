package dev.lifeguard.client.reactive;

import java.io.IOException;
import java.time.Duration;

import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.testsupport.ManualNanoClock;
import dev.lifeguard.testsupport.ManualTimer;
import dev.lifeguard.testsupport.ScriptedServer;
import dev.lifeguard.testsupport.TestClients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests of {@link ReleaseGuard}: a response that a filter dropped gives its permit back.
 */
class ReleaseGuardTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private final ManualNanoClock clock = new ManualNanoClock();

	private final ManagedClient client = TestClients.create(this.clock, new ManualTimer(this.clock));

	private final ScriptedServer server = ScriptedServer
		.start((exchange) -> exchange.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"));

	@AfterEach
	void close() throws IOException {
		this.client.close();
		this.server.close();
	}

	@Test
	void responseThatIsHandedOnIsTheApplications() {
		StepVerifier.create(call((request, next) -> next.exchange(request)))
			.expectNext("ok")
			.expectComplete()
			.verify(PATIENCE);
		assertThat(this.client.snapshot().active()).isZero();
	}

	@Test
	void responseOfAFilterThatFailsIsReleased() {
		StepVerifier
			.create(call((request, next) -> next.exchange(request)
				.flatMap((response) -> Mono.error(new IllegalStateException("not this one")))))
			.expectErrorMessage("not this one")
			.verify(PATIENCE);
		await().until(() -> this.client.snapshot().active() == 0);
	}

	@Test
	void responseOfAFilterThatExchangesAgainIsReleased() {
		StepVerifier
			.create(call((request, next) -> next.exchange(request).flatMap((response) -> next.exchange(request))))
			.expectNext("ok")
			.expectComplete()
			.verify(PATIENCE);
		await().until(() -> this.client.snapshot().active() == 0);
		assertThat(this.server.requests()).isEqualTo(2);
	}

	private Mono<String> call(ExchangeFilterFunction filter) {
		return WebClient.builder()
			.clientConnector(new LeasedConnector(this.client))
			.filter(new ReleaseGuard(this.client))
			.filter(filter)
			.build()
			.get()
			.uri(this.server.url())
			.retrieve()
			.bodyToMono(String.class);
	}

}
