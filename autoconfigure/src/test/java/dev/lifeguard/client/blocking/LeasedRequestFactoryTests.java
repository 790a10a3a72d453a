package dev.lifeguard.client.blocking;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.lifeguard.testsupport.App;
import dev.lifeguard.testsupport.Backend;
import dev.lifeguard.testsupport.ScriptedServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.http.HttpStatus;
import org.springframework.http.StreamingHttpOutputMessage;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link LeasedRequestFactory}, by way of a {@code RestClient} and real
 * servers.
 */
class LeasedRequestFactoryTests {

	private final Backend backend = Backend.start();

	private App app;

	private RestClient client;

	@BeforeEach
	void startApp() {
		this.app = App.lifeguard("pool.max-connections=2", "pool.acquire-timeout=200ms", "timeout.response=5s");
		this.client = this.app.restClient();
	}

	@AfterEach
	void stop() {
		this.app.close();
		this.backend.close();
	}

	@Test
	void responseHasStatusHeadersAndBody() {
		var response = this.client.get().uri(this.backend.url()).retrieve().toEntity(String.class);
		assertThat(response.getStatusCode()).isEqualTo(HttpStatus.OK);
		assertThat(response.getHeaders().containsHeader("content-length")
				|| response.getHeaders().containsHeader("Transfer-Encoding"))
			.isTrue();
		assertThat(response.getBody()).isEqualTo("{\"ok\":true}");
	}

	@Test
	void callsOneAfterTheOtherUseOneConnection() {
		for (int call = 0; call < 50; call++) {
			this.client.get().uri(this.backend.url()).retrieve().body(String.class);
		}
		assertThat(this.backend.connectionsOpened()).isEqualTo(1);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 511, 512, 513, 16384, 65535, 65536 })
	void smallBodyIsSentInOnePieceWithItsLength(int size) {
		assertThat(count(size, size)).isEqualTo(size + " " + size);
	}

	@ParameterizedTest
	@ValueSource(ints = { 65537, 100_000, 20_000_000 })
	void largeBodyIsStreamed(int size) {
		assertThat(count(size, 10_000)).isEqualTo(size + " null");
	}

	private String count(int size, int piece) {
		return this.client.post().uri(this.backend.url() + "/count").body((OutputStream out) -> {
			int left = size;
			while (left > 0) {
				out.write(new byte[Math.min(left, piece)]);
				left -= piece;
			}
		}).retrieve().body(String.class);
	}

	@Test
	void bytesComeBackAsTheyWereSent() {
		byte[] body = new byte[3_000_000];
		new java.util.Random(1).nextBytes(body);
		byte[] echo = this.client.post().uri(this.backend.url() + "/echo").body((OutputStream out) -> {
			out.write(body, 0, 70_001);
			for (int index = 70_001; index < 90_000; index++) {
				out.write(body[index]);
			}
			out.write(body, 90_000, body.length - 90_000);
		}).retrieve().body(byte[].class);
		assertThat(echo).isEqualTo(body);
	}

	@Test
	void largeBodyIsNotCollectedBeforeItIsRead() {
		Long size = this.client.get().uri(this.backend.url() + "/bytes/200MB").exchange((request, response) -> {
			long sum = 0;
			byte[] buffer = new byte[8192];
			InputStream in = response.getBody();
			for (int read = in.read(buffer); read != -1; read = in.read(buffer)) {
				sum += read;
			}
			return sum;
		});
		assertThat(size).isEqualTo(200L * 1024 * 1024);
		this.app.assertNothingHeld();
	}

	@Test
	void bodyIsReadableWhileTheServerStillWrites() throws IOException {
		try (ScriptedServer server = ScriptedServer
			.start((exchange) -> exchange.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nfirst")
				.hold()
				.send("-rest"))) {
			String body = this.client.get().uri(server.url()).exchange((request, response) -> {
				String first = new String(response.getBody().readNBytes(5), StandardCharsets.US_ASCII);
				server.release();
				return first + new String(response.getBody().readAllBytes(), StandardCharsets.US_ASCII);
			});
			assertThat(body).isEqualTo("first-rest");
		}
	}

	@Test
	void closingAnEndlessBodyDoesNotWait() throws IOException {
		try (ScriptedServer server = ScriptedServer
			.start((exchange) -> exchange.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
				.sendEndlessly("1000\r\n" + "x".repeat(4096) + "\r\n"))) {
			Integer status = this.client.get().uri(server.url()).exchange((request, response) -> {
				response.getBody().readNBytes(100_000);
				return response.getStatusCode().value();
			});
			assertThat(status).isEqualTo(200);
			this.app.assertNothingHeld();
			await().untilAsserted(() -> assertThat(server.connectionsOpen()).isZero());
		}
	}

	@Test
	void closingADrippingBodyDoesNotWait() throws IOException {
		try (ScriptedServer server = ScriptedServer.start(ScriptedServer.Exchange::drip)) {
			Integer status = this.client.get()
				.uri(server.url())
				.exchange((request, response) -> response.getStatusCode().value());
			assertThat(status).isEqualTo(200);
			this.app.assertNothingHeld();
		}
	}

	@Test
	void closingAlmostAtTheEndKeepsTheConnection() {
		for (int call = 0; call < 5; call++) {
			this.client.get().uri(this.backend.url() + "/bytes/40KB").exchange((request, response) -> {
				response.getBody().readNBytes(10);
				return null;
			});
			this.app.assertNothingHeld();
		}
		assertThat(this.backend.connectionsOpened()).isEqualTo(1);
	}

	@Test
	void readingAfterCloseFailsClearly() {
		this.client.get().uri(this.backend.url() + "/bytes/1MB").exchange((request, response) -> {
			InputStream body = response.getBody();
			response.close();
			assertThatExceptionOfType(IOException.class).isThrownBy(body::readAllBytes)
				.withMessage("the response is closed");
			return null;
		});
	}

	@Test
	void interruptedWaitEndsTheCall() throws Exception {
		this.backend.shut();
		CountDownLatch started = new CountDownLatch(1);
		CompletableFuture<Throwable> failure = new CompletableFuture<>();
		Thread caller = new Thread(() -> {
			started.countDown();
			try {
				this.client.get().uri(this.backend.url()).retrieve().body(String.class);
			}
			catch (ResourceAccessException ex) {
				failure.complete(Thread.currentThread().isInterrupted() ? ex.getCause() : ex);
			}
		});
		caller.start();
		started.await();
		await().until(() -> this.backend.inFlight() == 1);
		caller.interrupt();
		assertThat(failure.get(2, TimeUnit.SECONDS)).isInstanceOf(InterruptedIOException.class);
		this.app.assertNothingHeld();
	}

	@Test
	void bodyThatCannotBeWrittenFailsTheCallWithItsOwnException() {
		assertThatExceptionOfType(IllegalStateException.class)
			.isThrownBy(() -> this.client.post().uri(this.backend.url() + "/count").body((OutputStream out) -> {
				out.write(new byte[200_000]);
				throw new IllegalStateException("no more");
			}).retrieve().toBodilessEntity())
			.withMessage("no more");
		this.app.assertNothingHeld();
	}

	@Test
	void uploadThatNobodyReadsEndsWithTheCall() throws IOException {
		try (App impatient = App.lifeguard("timeout.call=500ms", "timeout.response=500ms");
				ScriptedServer server = ScriptedServer.start(ScriptedServer.Exchange::hold)) {
			StreamingHttpOutputMessage.Body endless = (out) -> {
				while (true) {
					out.write(new byte[8192]);
				}
			};
			assertThatExceptionOfType(ResourceAccessException.class)
				.isThrownBy(() -> impatient.restClient()
					.post()
					.uri(server.url())
					.body(endless::writeTo)
					.retrieve()
					.toBodilessEntity())
				.withStackTraceContaining("CallTimeoutException");
			await().untilAsserted(() -> assertThat(impatient.snapshot().active()).isZero());
		}
	}

	@Test
	void answerThatIsCompleteBeforeTheUploadEndsTheUpload() throws IOException {
		try (ScriptedServer server = ScriptedServer
			.start((exchange) -> exchange.send("HTTP/1.1 413 Too Large\r\nContent-Length: 3\r\n\r\nno!").hold())) {
			var response = this.client.post()
				.uri(server.url())
				.body((OutputStream out) -> out.write(new byte[50_000_000]))
				.exchange((request, answer) -> answer.getStatusCode().value());
			assertThat(response).isEqualTo(413);
			this.app.assertNothingHeld();
		}
	}

	@Test
	void callOnAnEventLoopIsRefusedBeforeItIsSent() {
		Mono<String> onEventLoop = Mono
			.fromCallable(() -> this.client.get().uri(this.backend.url()).retrieve().body(String.class))
			.subscribeOn(Schedulers.parallel());
		assertThatExceptionOfType(IllegalStateException.class)
			.isThrownBy(() -> onEventLoop.block(Duration.ofSeconds(5)))
			.withMessageContaining("client 'orders': a blocking call on the event-loop thread");
		assertThat(this.backend.requests()).isZero();
	}

	@Test
	void refusedConnectionFailsAndGivesThePlaceBack() {
		String url = this.backend.url();
		this.backend.close();
		for (int call = 0; call < 5; call++) {
			assertThatExceptionOfType(ResourceAccessException.class)
				.isThrownBy(() -> this.client.get().uri(url).retrieve().body(String.class))
				.withStackTraceContaining("Connection refused");
		}
		this.app.assertNothingHeld();
	}

}
