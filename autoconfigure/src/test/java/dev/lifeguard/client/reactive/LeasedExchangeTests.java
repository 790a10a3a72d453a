package dev.lifeguard.client.reactive;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.lifeguard.call.Call;
import dev.lifeguard.call.CallAttempts;
import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.lease.Priority;
import dev.lifeguard.testsupport.ManualNanoClock;
import dev.lifeguard.testsupport.ManualTimer;
import dev.lifeguard.testsupport.ScriptedServer;
import dev.lifeguard.testsupport.TestClients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.http.client.reactive.ClientHttpResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests of {@link LeasedExchange}, on real connections.
 */
class LeasedExchangeTests {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nbody";

	private static final String LARGE = "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\nbody";

	private final ManualNanoClock clock = new ManualNanoClock();

	private final ManualTimer timer = new ManualTimer(this.clock);

	private final ManagedClient client = TestClients.create(this.clock, this.timer);

	@AfterEach
	void close() {
		this.client.close();
	}

	@Test
	void eachSubscriptionIsACallOfItsOwn() throws IOException {
		try (ScriptedServer server = ScriptedServer.start((request) -> request.send(OK))) {
			Mono<String> text = exchange(server).flatMap(LeasedExchangeTests::text);
			assertThat(text.block(PATIENCE)).isEqualTo("body");
			assertThat(text.block(PATIENCE)).isEqualTo("body");
			assertThat(server.requests()).isEqualTo(2);
			assertThat(this.client.counters()).containsEntry("granted", 2L);
			assertThat(server.connections()).isOne();
		}
	}

	@Test
	void statusThatIsNoneFailsTheCall() throws IOException {
		try (ScriptedServer server = ScriptedServer
			.start((request) -> request.send("HTTP/1.1 1000 Odd\r\nContent-Length: 0\r\n\r\n"))) {
			StepVerifier.create(exchange(server))
				.expectErrorSatisfies(
						(failure) -> assertThat(failure).hasMessageContaining("its status is not between 100 and 999"))
				.verify(PATIENCE);
			await().untilAsserted(() -> assertThat(permits()).isZero());
		}
	}

	@Test
	void cancelBeforeTheResponseClosesTheConnection() throws IOException {
		try (ScriptedServer server = ScriptedServer.start((request) -> request.read(1))) {
			StepVerifier.create(exchange(server))
				.then(() -> await().until(() -> server.requests() == 1))
				.thenCancel()
				.verify();
			await().untilAsserted(() -> assertThat(permits()).isZero());
			await().untilAsserted(() -> assertThat(server.connectionsOpen()).isZero());
		}
	}

	@Test
	void responseThatNobodyReadsIsGivenAMomentWhenTheExchangeIsCancelled() throws IOException {
		try (ScriptedServer server = ScriptedServer.start((request) -> request.send(LARGE).read(1))) {
			exchange(server).concatWith(Mono.never()).take(1).blockLast(PATIENCE);
			assertThat(server.connectionsOpen()).isOne();
			this.clock.advance(Duration.ofMillis(100));
			this.timer.runDue();
			await().untilAsserted(() -> assertThat(permits()).isZero());
			await().untilAsserted(() -> assertThat(server.connectionsOpen()).isZero());
		}
	}

	@Test
	void answerToARequestWhoseBodyHasFailedIsNotHandedOn() throws IOException {
		IllegalStateException failure = new IllegalStateException("no body");
		try (ScriptedServer server = ScriptedServer.start((request) -> request.send(OK))) {
			Mono<ClientHttpResponse> exchange = new LeasedConnector(this.client).connect(HttpMethod.PUT, uri(server),
					(request) -> request.writeWith(Flux.error(failure)));
			StepVerifier.create(exchange)
				.expectErrorSatisfies((thrown) -> assertThat(thrown).isSameAs(failure))
				.verify(PATIENCE);
			await().untilAsserted(() -> assertThat(permits()).isZero());
		}
	}

	@Test
	void callTravelsInTheContextOfItsOwnExchangeOnly() throws IOException {
		List<Boolean> seen = new ArrayList<>();
		try (ScriptedServer server = ScriptedServer.start((request) -> request.send(OK))) {
			Mono<ClientHttpResponse> exchange = new LeasedConnector(this.client).connect(HttpMethod.GET, uri(server),
					(request) -> Mono.deferContextual((context) -> {
						seen.add(context.hasKey(Call.class));
						seen.add(context.hasKey(CallAttempts.class));
						seen.add(context.hasKey(OwnPriority.class));
						seen.add(context.hasKey("tenant"));
						return request.setComplete();
					}));
			exchange.flatMap(LeasedExchangeTests::text)
				.contextWrite(
						(context) -> context.put("tenant", "a").put(CallAttempts.class, this.client.attempts(null)))
				.contextWrite(new OwnPriority(this.client, Priority.LOW)::into)
				.block(PATIENCE);
			assertThat(seen).containsExactly(true, false, false, true);
		}
	}

	@Test
	void callHasThePriorityOfItsRequest() throws IOException {
		List<Priority> seen = new ArrayList<>();
		try (ScriptedServer server = ScriptedServer.start((request) -> {
			this.client.holders().forEach((holder) -> seen.add(holder.priority()));
			request.send(OK);
		})) {
			Mono<String> text = exchange(server).flatMap(LeasedExchangeTests::text);
			text.block(PATIENCE);
			text.contextWrite(new OwnPriority(this.client, Priority.HIGH)::into).block(PATIENCE);
			assertThat(seen).containsExactly(Priority.NORMAL, Priority.HIGH);
		}
	}

	@Test
	void responsesThatWereLeftBehindAreReleasedBeforeTheExchangeWaits() throws IOException {
		OpenedResponses opened = new OpenedResponses(this.client);
		try (ScriptedServer server = ScriptedServer.start((request) -> request.send(LARGE).read(1))) {
			Mono<ClientHttpResponse> exchange = exchange(server)
				.contextWrite((context) -> context.put(OpenedResponses.class, opened));
			for (int number = 0; number < this.client.snapshot().limit(); number++) {
				exchange.block(PATIENCE);
			}
			int timers = this.timer.size();
			exchange.subscribe();
			await().until(() -> this.timer.size() >= timers + 2);
			this.clock.advance(Duration.ofMillis(100));
			this.timer.runDue();
			await().untilAsserted(() -> assertThat(server.requests()).isEqualTo(3));
		}
	}

	@Test
	void refusedCallIsTold() {
		this.client.close();
		StepVerifier
			.create(new LeasedConnector(this.client).connect(HttpMethod.GET, URI.create("http://localhost:1/"),
					ClientHttpRequest::setComplete))
			.expectErrorMessage("client 'test' is shut down")
			.verify(PATIENCE);
	}

	private Mono<ClientHttpResponse> exchange(ScriptedServer server) {
		return new LeasedConnector(this.client).connect(HttpMethod.GET, uri(server), ClientHttpRequest::setComplete);
	}

	private static URI uri(ScriptedServer server) {
		return URI.create(server.url() + "/");
	}

	private static Mono<String> text(ClientHttpResponse response) {
		return DataBufferUtils.join(response.getBody()).map((DataBuffer body) -> {
			String text = body.toString(StandardCharsets.US_ASCII);
			DataBufferUtils.release(body);
			return text;
		});
	}

	private int permits() {
		return this.client.snapshot().active() + this.client.snapshot().connecting();
	}

}
