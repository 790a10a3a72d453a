package dev.lifeguard.scenario;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

import dev.lifeguard.testsupport.App;
import dev.lifeguard.testsupport.Calls;
import dev.lifeguard.testsupport.Control;
import dev.lifeguard.testsupport.Face;
import dev.lifeguard.testsupport.ScriptedServer;
import dev.lifeguard.testsupport.ScriptedServer.Script;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Flux;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Uploads of 50 MB to servers that do not want them.
 */
class UploadTests {

	private static final int PIECES = 50 * 64;

	private static final byte[] PIECE = new byte[16 * 1024];

	private static final Script REFUSES = (exchange) -> exchange
		.send("HTTP/1.1 413 Too Large\r\nContent-Length: 3\r\nConnection: close\r\n\r\nno!")
		.close();

	@ParameterizedTest
	@EnumSource
	void serverThatAnswersAndClosesEndsTheUpload(Face face) throws Exception {
		try (App app = App.lifeguard("timeout.call=5s", "timeout.response=5s");
				ScriptedServer server = ScriptedServer.start(REFUSES)) {
			Future<Integer> status = upload(app, face, server.url());
			assertRefused(status);
			app.assertNothingHeld();
			assertNobodyWrites();
		}
	}

	@ParameterizedTest
	@EnumSource
	void refusalThatHasBegunEndsTheUpload(Face face) throws Exception {
		Script refuses = (exchange) -> exchange.send("HTTP/1.1 413 Too Large\r\nContent-Length: 9\r\n\r\nno")
			.hold()
			.send(" thanks");
		try (App app = App.lifeguard("timeout.call=30s", "timeout.response=30s");
				ScriptedServer server = ScriptedServer.start(refuses)) {
			CompletableFuture<Integer> status = new CompletableFuture<>();
			FutureTask<?> call = call(() -> refused(app, face, server.url(), status));
			assertThat(status.get(15, TimeUnit.SECONDS)).isEqualTo(413);
			server.release();
			call.get(15, TimeUnit.SECONDS);
			app.assertNothingHeld();
			assertNobodyWrites();
		}
	}

	@ParameterizedTest
	@EnumSource
	void acceptanceThatHasBegunDoesNot(Face face) throws Exception {
		AtomicInteger read = new AtomicInteger();
		Script accepts = (exchange) -> {
			exchange.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\no");
			read.set(exchange.read(PIECES * PIECE.length));
			exchange.send("k");
		};
		try (App app = App.lifeguard("timeout.call=30s", "timeout.response=30s");
				ScriptedServer server = ScriptedServer.start(accepts)) {
			String body = "x".repeat(PIECES * PIECE.length);
			assertThat(app.caller(face).post(server.url(), body).get(25, TimeUnit.SECONDS)).isEqualTo("ok");
			assertThat(read).hasValue(PIECES * PIECE.length);
			app.assertNothingHeld();
		}
	}

	private static Integer refused(App app, Face face, String url, CompletableFuture<Integer> status) {
		return switch (face) {
			case REST_CLIENT ->
				app.restClient().post().uri(url).body(UploadTests::write).exchange((request, response) -> {
					status.complete(response.getStatusCode().value());
					return 0;
				});
			case WEB_CLIENT -> Objects.requireNonNull(app.webClient()
				.post()
				.uri(url)
				.body(Flux.range(0, PIECES).map((piece) -> DefaultDataBufferFactory.sharedInstance.wrap(PIECE)),
						DataBuffer.class)
				.exchangeToMono((response) -> {
					status.complete(response.statusCode().value());
					return response.releaseBody().thenReturn(0);
				})
				.block());
		};
	}

	@ParameterizedTest
	@EnumSource
	void serverThatNeverReadsEndsWithTheCall(Face face) throws Exception {
		try (App app = App.lifeguard("timeout.call=1s", "timeout.response=1s");
				ScriptedServer server = ScriptedServer.start(ScriptedServer.Exchange::hold)) {
			Future<Integer> status = upload(app, face, server.url());
			assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> status.get(3, TimeUnit.SECONDS))
				.withStackTraceContaining("CallTimeoutException: client=orders");
			app.assertNothingHeld();
			assertNobodyWrites();
		}
	}

	@ParameterizedTest
	@EnumSource
	void serverThatNeverReadsEndsWithTheResponseTimeoutWhereTheCallHasNone(Face face) throws Exception {
		try (App app = App.lifeguard("timeout.call=0s", "timeout.response=500ms");
				ScriptedServer server = ScriptedServer.start(ScriptedServer.Exchange::hold)) {
			Future<Integer> status = upload(app, face, server.url());
			assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> status.get(5, TimeUnit.SECONDS))
				.withStackTraceContaining("phase=FIRST_BYTE")
				.withStackTraceContaining("limit=500ms (timeout.response)");
			app.assertNothingHeld();
			assertNobodyWrites();
		}
	}

	@ParameterizedTest
	@EnumSource
	void serverThatReadsSlowlyIsWaitedFor(Face face) throws Exception {
		Script slow = (exchange) -> {
			int left = 16_000_000;
			while (left > 0 && !exchange.isReleasedWithin(15)) {
				left -= exchange.read(Math.min(left, 100_000));
			}
			exchange.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
		};
		// as a whole it takes longer than timeout.response, what stands in the sockets'
		// buffers does not
		try (App app = App.lifeguard("timeout.response=1500ms", "timeout.call=60s");
				ScriptedServer server = ScriptedServer.start(slow)) {
			assertThat(app.caller(face).post(server.url(), "x".repeat(16_000_000)).get(50, TimeUnit.SECONDS))
				.isEqualTo("ok");
		}
	}

	@Control
	@ParameterizedTest
	@EnumSource
	void plainClientIsStillBlocked(Face face) throws Exception {
		try (App app = App.plain("spring.http.clients.read-timeout=500ms");
				ScriptedServer server = ScriptedServer.start(ScriptedServer.Exchange::hold)) {
			Future<Integer> status = upload(app, face, server.url());
			assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> status.get(3, TimeUnit.SECONDS));
			status.cancel(true);
		}
	}

	private static void assertRefused(Future<Integer> status) throws Exception {
		try {
			assertThat(status.get(6, TimeUnit.SECONDS)).isEqualTo(413);
		}
		catch (ExecutionException ex) {
			// the kernel may drop the answer when the peer closes on unread data
			assertThat(Calls.causes(ex)).anyMatch(IOException.class::isInstance);
		}
	}

	private static void assertNobodyWrites() {
		await().atMost(Duration.ofSeconds(2))
			.until(() -> Thread.getAllStackTraces()
				.keySet()
				.stream()
				.noneMatch((thread) -> thread.getName().equals("uploader")));
	}

	private static Future<Integer> upload(App app, Face face, String url) {
		return switch (face) {
			case REST_CLIENT -> uploadBlocking(app, url);
			case WEB_CLIENT -> uploadReactive(app, url);
		};
	}

	private static Future<Integer> uploadBlocking(App app, String url) {
		return call(() -> app.restClient()
			.post()
			.uri(url)
			.body(UploadTests::write)
			.exchange((request, response) -> response.getStatusCode().value()));
	}

	private static FutureTask<Integer> call(Callable<Integer> status) {
		FutureTask<Integer> call = new FutureTask<>(status);
		Thread thread = new Thread(call, "uploader");
		thread.setDaemon(true);
		thread.start();
		return call;
	}

	private static void write(OutputStream out) throws IOException {
		for (int piece = 0; piece < PIECES; piece++) {
			out.write(PIECE);
		}
	}

	private static Future<Integer> uploadReactive(App app, String url) {
		Flux<DataBuffer> body = Flux.range(0, PIECES)
			.map((piece) -> DefaultDataBufferFactory.sharedInstance.wrap(PIECE));
		CompletableFuture<Integer> status = app.webClient()
			.post()
			.uri(url)
			.body(body, DataBuffer.class)
			.exchangeToMono((response) -> response.releaseBody().thenReturn(response.statusCode().value()))
			.toFuture();
		return status;
	}

}
