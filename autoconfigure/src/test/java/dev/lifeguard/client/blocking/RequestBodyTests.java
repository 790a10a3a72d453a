package dev.lifeguard.client.blocking;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.lifeguard.client.DeclaredLength;
import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.lease.Priority;
import dev.lifeguard.testsupport.Backend;
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
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

/**
 * Tests of {@link RequestBody}.
 */
class RequestBodyTests {

	private static final int KEPT = 64 * 1024;

	private static final int PATIENCE_SECONDS = 10;

	private final ManualNanoClock clock = new ManualNanoClock();

	private final ManagedClient client = TestClients.create(this.clock, new ManualTimer(this.clock));

	private final Backend backend = Backend.start();

	@AfterEach
	void close() {
		this.client.close();
		this.backend.close();
	}

	@Test
	void whatFitsIsKeptUntilTheEndAndSentWithItsLength() throws IOException {
		Exchange exchange = exchange(this.backend.url() + "/count");
		RequestBody body = new RequestBody(exchange, true, undeclared());
		body.write(new byte[KEPT - 1]);
		body.write(7);
		body.flush();
		assertThat(permits()).isZero();
		body.close();
		assertThat(answer(exchange)).isEqualTo(KEPT + " " + KEPT);
	}

	@Test
	void oneByteMoreStartsTheExchange() throws IOException {
		Exchange exchange = exchange(this.backend.url() + "/count");
		RequestBody body = new RequestBody(exchange, true, undeclared());
		body.write(new byte[KEPT]);
		assertThat(permits()).isZero();
		body.write(1);
		assertThat(permits()).isOne();
		body.close();
		assertThat(answer(exchange)).isEqualTo(KEPT + 1 + " null");
	}

	@Test
	void closingTwiceSendsOnce() throws IOException {
		Exchange exchange = exchange(this.backend.url() + "/count");
		RequestBody body = new RequestBody(exchange, true, undeclared());
		body.write(1);
		body.close();
		body.close();
		assertThat(answer(exchange)).isEqualTo("1 1");
		assertThat(this.client.counters()).containsEntry("granted", 1L);
	}

	@Test
	void bytesAreTakenFromTheirPlace() throws IOException {
		Exchange exchange = exchange(this.backend.url() + "/echo");
		RequestBody body = new RequestBody(exchange, true, undeclared());
		body.write("-ab-".getBytes(StandardCharsets.US_ASCII), 1, 2);
		body.write('c');
		body.close();
		assertThat(answer(exchange)).isEqualTo("abc");
	}

	@Test
	void surplusIsRefusedAndNothingIsSentAfterwards() {
		RequestBody body = new RequestBody(exchange(this.backend.url()), true, declared(2));
		assertThatIllegalArgumentException().isThrownBy(() -> body.write(new byte[3]))
			.withMessage("the request declares Content-Length 2 and its body has more: at least 3 bytes");
		assertThatIllegalArgumentException().isThrownBy(() -> body.write(new byte[0])).withMessageContaining("more");
		assertThatIllegalArgumentException().isThrownBy(body::close).withMessageContaining("more");
		assertThat(permits()).isZero();
		assertThat(this.client.counters()).containsEntry("granted", 0L);
	}

	@Test
	void bodyThatIsTooShortIsNotSent() throws IOException {
		RequestBody body = new RequestBody(exchange(this.backend.url()), true, declared(2));
		body.write(1);
		assertThatIllegalArgumentException().isThrownBy(body::close)
			.withMessage("the request declares Content-Length 2 and its body has only 1 bytes");
		assertThat(this.client.counters()).containsEntry("granted", 0L);
	}

	@Test
	void flushSendsWhatIsKeptButNotWhatCompletesTheDeclaredLength() throws Exception {
		CompletableFuture<Integer> flushed = new CompletableFuture<>();
		CompletableFuture<Integer> rest = new CompletableFuture<>();
		try (ScriptedServer server = ScriptedServer.start((request) -> {
			flushed.complete(request.read(KEPT + 1));
			rest.complete(request.read(1));
		})) {
			HttpHeaders headers = new HttpHeaders();
			headers.setContentLength(KEPT + 2);
			Exchange exchange = exchange(server.url(), headers);
			RequestBody body = new RequestBody(exchange, false, declared(KEPT + 2));
			body.write(new byte[KEPT + 1]);
			body.flush();
			assertThat(flushed.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(KEPT + 1);
			body.write(1);
			body.flush();
			assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> rest.get(200, TimeUnit.MILLISECONDS));
			exchange.abandon(new IOException("the writer has failed"));
			assertThat(rest.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isZero();
		}
	}

	@Test
	void uploadThatTheConnectionRefusesIsSaidToBeStopped() {
		this.client.close();
		RequestBody body = new RequestBody(exchange(this.backend.url()), true, undeclared());
		assertThat(body.isStopped()).isFalse();
		assertThatExceptionOfType(UploadStoppedException.class).isThrownBy(() -> body.write(new byte[KEPT + 1]));
		assertThat(body.isStopped()).isTrue();
	}

	private int permits() {
		return this.client.snapshot().active() + this.client.snapshot().connecting();
	}

	private static DeclaredLength undeclared() {
		return DeclaredLength.of(List.of());
	}

	private static DeclaredLength declared(int length) {
		return DeclaredLength.of(List.of(Integer.toString(length)));
	}

	private Exchange exchange(String url) {
		return exchange(url, new HttpHeaders());
	}

	private Exchange exchange(String url, HttpHeaders headers) {
		URI uri = URI.create(url);
		return new Exchange(this.client, HttpMethod.POST, uri, Headers.checked(HttpMethod.POST, uri, headers),
				Priority.NORMAL, null);
	}

	private String answer(Exchange exchange) throws IOException {
		LeasedResponse response = exchange.await();
		assertThat(response).isNotNull();
		String answer = new String(response.getBody().readAllBytes(), StandardCharsets.US_ASCII);
		await().untilAsserted(() -> assertThat(permits()).isZero());
		return answer;
	}

}
