package dev.lifeguard.client.reactive;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.failure.CallTimeoutException;
import dev.lifeguard.testsupport.ManualNanoClock;
import dev.lifeguard.testsupport.ManualTimer;
import dev.lifeguard.testsupport.ScriptedServer;
import dev.lifeguard.testsupport.TestClients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.http.client.reactive.ClientHttpResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests of {@link LeasedResponse}, and of the {@link Drain} that throws it away, on real
 * connections.
 */
class LeasedResponseTests {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private static final String BEGINNING = "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\nbody";

	private final ManualNanoClock clock = new ManualNanoClock();

	private final ManualTimer timer = new ManualTimer(this.clock);

	private final ManagedClient client = TestClients.create(this.clock, this.timer);

	@AfterEach
	void close() {
		this.client.close();
	}

	@Test
	void permitIsBackWhenTheReaderIsToldOfTheEnd() throws IOException {
		try (ScriptedServer server = ScriptedServer
			.start((request) -> request.send("HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\nbody").hold().send("rest"))) {
			StepVerifier.create(texts(response(server)).doOnComplete(() -> assertThat(permits()).isZero()))
				.expectNext("body")
				.then(server::release)
				.expectNext("rest")
				.expectComplete()
				.verify(PATIENCE);
		}
	}

	@Test
	void askOfTheReaderIsNoted() throws IOException {
		try (ScriptedServer server = ScriptedServer.start((request) -> request.send(BEGINNING).hold())) {
			LeasedResponse response = response(server);
			assertThat(response.handover().isTaken()).isFalse();
			assertThat(this.client.holders()).singleElement().satisfies((holder) -> assertThat(holder.asks()).isZero());
			StepVerifier.create(texts(response), 1).expectNext("body").then(() -> {
				assertThat(response.handover().isTaken()).isTrue();
				assertThat(this.client.holders()).singleElement()
					.satisfies((holder) -> assertThat(holder.asks()).isPositive());
			}).thenCancel().verify(PATIENCE);
		}
	}

	@Test
	void failureOfTheBodyIsInTheCallsWordsAndThePermitIsBack() throws IOException {
		try (ScriptedServer server = ScriptedServer.start((request) -> {
			request.send(BEGINNING).hold();
			request.close();
		})) {
			LeasedResponse response = response(server);
			StepVerifier.create(texts(response).doOnError((failure) -> assertThat(permits()).isZero()))
				.expectNext("body")
				.then(server::release)
				.expectErrorSatisfies((failure) -> assertThat(failure).isInstanceOf(IOException.class)
					.hasMessageContaining("client=test remote=127.0.0.1:")
					.hasMessageContaining("the connection was closed in the middle of the response"))
				.verify(PATIENCE);
		}
	}

	@Test
	void permitIsBackWhenTheReaderIsToldThatTheBodyIsMalformed() throws IOException {
		try (ScriptedServer server = ScriptedServer.start((request) -> {
			request.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nbody\r\n").hold();
			request.send("zz\r\n").read(1);
		})) {
			StepVerifier.create(texts(response(server)).doOnError((failure) -> assertThat(permits()).isZero()))
				.expectNext("body")
				.then(server::release)
				.expectErrorSatisfies(
						(failure) -> assertThat(failure).hasMessageContaining("the response is malformed"))
				.verify(PATIENCE);
		}
	}

	@Test
	void deadlineEndsTheBody() throws IOException {
		try (ScriptedServer server = ScriptedServer.start((request) -> request.send(BEGINNING).read(1))) {
			LeasedResponse response = response(server);
			StepVerifier.create(texts(response)).expectNext("body").then(() -> {
				this.clock.advance(this.client.settings().timeouts().call());
				this.timer.runDue();
			}).expectError(CallTimeoutException.class).verify(PATIENCE);
		}
	}

	@Test
	void releaseThrowsTheRestAwayAndKeepsTheConnection() throws IOException {
		try (ScriptedServer server = ScriptedServer
			.start((request) -> request.send("HTTP/1.1 200 OK\r\nContent-Length: 60000\r\n\r\nbody")
				.hold()
				.send("x".repeat(60_000 - 4)))) {
			LeasedResponse response = response(server);
			response.release();
			assertThat(permits()).isOne();
			server.release();
			await().untilAsserted(() -> assertThat(permits()).isZero());
			assertThat(server.connectionsOpen()).isOne();
			assertThat(this.client.snapshot().idle()).isOne();
		}
	}

	@Test
	void releaseOfTooMuchClosesTheConnection() throws IOException {
		try (ScriptedServer server = ScriptedServer
			.start((request) -> request.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
				.sendEndlessly("1000\r\n" + "x".repeat(4096) + "\r\n"))) {
			response(server).release();
			await().untilAsserted(() -> assertThat(permits()).isZero());
			await().untilAsserted(() -> assertThat(server.connectionsOpen()).isZero());
		}
	}

	@Test
	void releaseOfWhatIsTooSlowClosesTheConnection() throws IOException {
		try (ScriptedServer server = ScriptedServer.start((request) -> request.send(BEGINNING).read(1))) {
			LeasedResponse response = response(server);
			int timers = this.timer.size();
			response.release();
			await().until(() -> this.timer.size() > timers);
			assertThat(permits()).isOne();
			this.clock.advance(Duration.ofMillis(100));
			this.timer.runDue();
			await().untilAsserted(() -> assertThat(server.connectionsOpen()).isZero());
			await().untilAsserted(() -> assertThat(permits()).isZero());
		}
	}

	@Test
	void responseThatHasAReaderIsNotReleased() throws IOException {
		try (ScriptedServer server = ScriptedServer
			.start((request) -> request.send("HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\nbody").hold().send("rest"))) {
			LeasedResponse response = response(server);
			int timers = this.timer.size();
			StepVerifier.create(texts(response)).expectNext("body").then(() -> {
				response.release();
				assertThat(this.timer.size()).isEqualTo(timers);
				server.release();
			}).expectNext("rest").expectComplete().verify(PATIENCE);
		}
	}

	private LeasedResponse response(ScriptedServer server) {
		ClientHttpResponse response = new LeasedConnector(this.client)
			.connect(HttpMethod.GET, URI.create(server.url() + "/"), ClientHttpRequest::setComplete)
			.block(PATIENCE);
		assertThat(response).isInstanceOf(LeasedResponse.class);
		return (LeasedResponse) response;
	}

	private static Flux<String> texts(LeasedResponse response) {
		return response.getBody().map((piece) -> {
			String text = piece.toString(StandardCharsets.US_ASCII);
			DataBufferUtils.release(piece);
			return text;
		});
	}

	private int permits() {
		return this.client.snapshot().active() + this.client.snapshot().connecting();
	}

}
