package dev.lifeguard.client.blocking;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import dev.lifeguard.call.Call;
import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.lease.Priority;
import dev.lifeguard.testsupport.ManualNanoClock;
import dev.lifeguard.testsupport.ManualTimer;
import dev.lifeguard.testsupport.ScriptedServer;
import dev.lifeguard.testsupport.TestClients;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests of {@link Exchange}, on real connections.
 */
class ExchangeTests {

	private static final int PATIENCE_SECONDS = 10;

	private static final String OK = "HTTP/1.1 200 Fine\r\nContent-Length: 4\r\nX-A: b\r\n\r\nbody";

	private final ManualNanoClock clock = new ManualNanoClock();

	private final ManagedClient client = TestClients.following(this.clock, new ManualTimer(this.clock));

	private final HttpHeaders headers = new HttpHeaders();

	@AfterEach
	void close() {
		this.client.close();
	}

	@Test
	void smallResponseIsCompleteAndItsPermitBackWhenTheCallerIsWoken() throws IOException {
		try (ScriptedServer server = ScriptedServer.start((request) -> request.send(OK))) {
			Exchange exchange = exchange(server, HttpMethod.GET);
			exchange.start();
			LeasedResponse response = exchange.await();
			assertThat(response).isNotNull();
			assertThat(permits()).isZero();
			assertThat(response.body().isComplete()).isTrue();
			assertThat(response.getBody().readAllBytes()).asString(StandardCharsets.US_ASCII).isEqualTo("body");
		}
	}

	@Test
	void headersAndBodyAreSent() throws Exception {
		CompletableFuture<String> head = new CompletableFuture<>();
		try (ScriptedServer server = ScriptedServer.start((request) -> {
			head.complete(request.head());
			request.read(request.contentLength());
			request.send(OK);
		})) {
			this.headers.add("X-Tenant", "a");
			this.headers.setContentLength(3);
			Exchange exchange = exchange(server, HttpMethod.PUT);
			exchange.start(Unpooled.copiedBuffer("abc", StandardCharsets.US_ASCII));
			assertThat(exchange.await()).isNotNull();
			assertThat(head.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).startsWith("PUT / HTTP/1.1\r\n")
				.containsIgnoringCase("\r\nx-tenant: a\r\n");
		}
	}

	@Test
	void redirectThatMakesAGetLeavesTheBodyBehind() throws IOException {
		List<String> heads = new ArrayList<>();
		try (ScriptedServer server = ScriptedServer.start((request) -> {
			heads.add(request.head());
			request.read(request.contentLength());
			request.send(request.head().startsWith("GET") ? OK : redirect(303));
		})) {
			this.headers.setContentLength(3);
			this.headers.set("Content-Type", "text/plain");
			Exchange exchange = exchange(server, HttpMethod.POST);
			exchange.start(Unpooled.copiedBuffer("abc", StandardCharsets.US_ASCII));
			assertThat(exchange.await()).isNotNull();
			assertThat(heads).hasSize(2);
			assertThat(heads.get(0)).containsIgnoringCase("content-type: text/plain");
			assertThat(heads.get(1)).startsWith("GET /next ")
				.doesNotContainIgnoringCase("content-type")
				.doesNotContainIgnoringCase("content-length");
		}
	}

	@Test
	void redirectThatKeepsTheBodyWantsItAgain() throws IOException {
		try (ScriptedServer server = redirectingUploads()) {
			this.headers.setContentLength(3);
			Exchange exchange = exchange(server, HttpMethod.PUT);
			write(exchange.startUpload(true));
			assertThat(exchange.await()).isNull();
			Upload again = exchange.uploadAgain();
			assertThat(again).isNotNull();
			assertThat(exchange.uploadAgain()).isNull();
			write(again);
			LeasedResponse response = exchange.await();
			assertThat(response).isNotNull();
			assertThat(response.getStatusCode().value()).isEqualTo(200);
		}
	}

	@Test
	void redirectOfABodyThatCanBeWrittenOnceFailsTheCall() throws IOException {
		try (ScriptedServer server = redirectingUploads()) {
			this.headers.setContentLength(3);
			Exchange exchange = exchange(server, HttpMethod.PUT);
			write(exchange.startUpload(false));
			assertThatExceptionOfType(IOException.class).isThrownBy(exchange::await)
				.withStackTraceContaining(
						"the request is redirected, and its body cannot be sent again: it can be written only once");
			await().untilAsserted(() -> assertThat(permits()).isZero());
		}
	}

	@Test
	void answerThatRefusesTheBodyLetsGoOfItsWriter() throws IOException {
		try (ScriptedServer server = ScriptedServer
			.start((request) -> request.send("HTTP/1.1 413 Too Large\r\nContent-Length: 100\r\n\r\n").hold())) {
			Exchange exchange = exchange(server, HttpMethod.PUT);
			Upload upload = exchange.startUpload(true);
			assertThat(exchange.await()).isNotNull();
			assertThatExceptionOfType(UploadStoppedException.class).isThrownBy(() -> writeManyPieces(upload));
		}
	}

	@Test
	void answerThatTakesTheBodyLetsItsWriterGoOn() throws IOException {
		try (ScriptedServer server = ScriptedServer
			.start((request) -> request.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n").hold())) {
			Exchange exchange = exchange(server, HttpMethod.PUT);
			Upload upload = exchange.startUpload(true);
			assertThat(exchange.await()).isNotNull();
			writeManyPieces(upload);
		}
	}

	@Test
	void statusThatIsNoneFailsTheCall() throws IOException {
		try (ScriptedServer server = ScriptedServer
			.start((request) -> request.send("HTTP/1.1 1000 Odd\r\nContent-Length: 0\r\n\r\n"))) {
			Exchange exchange = exchange(server, HttpMethod.GET);
			exchange.start();
			assertThatExceptionOfType(IOException.class).isThrownBy(exchange::await)
				.withMessageContaining("client=test remote=127.0.0.1:")
				.withMessageContaining("its status is not between 100 and 999");
			await().untilAsserted(() -> assertThat(permits()).isZero());
		}
	}

	@Test
	void interruptedCallerEndsTheExchangeAndStaysInterrupted() throws Exception {
		try (ScriptedServer server = ScriptedServer.start((request) -> request.read(1))) {
			CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
			Thread caller = new Thread(() -> awaitInterrupted(server, interrupted));
			caller.start();
			await().until(() -> server.requests() == 1);
			caller.interrupt();
			assertThat(interrupted.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
			await().untilAsserted(() -> assertThat(permits()).isZero());
			await().untilAsserted(() -> assertThat(server.connectionsOpen()).isZero());
		}
	}

	private void awaitInterrupted(ScriptedServer server, CompletableFuture<Boolean> interrupted) {
		try {
			Exchange exchange = exchange(server, HttpMethod.GET);
			exchange.start();
			exchange.await();
		}
		catch (InterruptedIOException ex) {
			interrupted.complete(Thread.currentThread().isInterrupted());
		}
		catch (IOException ex) {
			interrupted.completeExceptionally(ex);
		}
	}

	@Test
	void exchangeThatIsGivenUpGivesItsPermitBack() throws IOException {
		try (ScriptedServer server = ScriptedServer.start((request) -> request.read(1))) {
			Exchange exchange = exchange(server, HttpMethod.GET);
			exchange.start();
			await().until(() -> server.requests() == 1);
			assertThat(permits()).isOne();
			exchange.abandon(new IllegalStateException("the writer has failed"));
			await().untilAsserted(() -> assertThat(permits()).isZero());
			await().untilAsserted(() -> assertThat(server.connectionsOpen()).isZero());
		}
	}

	@Test
	void whatWasLeftBehindIsGivenBackBeforeTheExchangeWaits() throws IOException {
		try (ScriptedServer server = ScriptedServer
			.start((request) -> request.send("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n").hold())) {
			List<String> givenBack = new ArrayList<>();
			List<LeasedResponse> before = new ArrayList<>();
			for (int number = 0; number < this.client.snapshot().limit(); number++) {
				Exchange exchange = exchange(server, HttpMethod.GET);
				exchange.beforeWaiting(() -> givenBack.add("too early"));
				exchange.start();
				before.add(exchange.await());
			}
			assertThat(givenBack).isEmpty();
			Exchange exchange = exchange(server, HttpMethod.GET);
			exchange.beforeWaiting(() -> {
				givenBack.add("one");
				before.get(0).close();
			});
			exchange.start();
			assertThat(givenBack).containsExactly("one");
			exchange.abandon(new IOException("enough"));
		}
	}

	@Test
	void connectThatFailsFailsTheCall() throws Exception {
		ScriptedServer server = ScriptedServer.start(ScriptedServer.Exchange::close);
		server.close();
		Exchange exchange = exchange(server, HttpMethod.GET);
		exchange.start();
		assertThatExceptionOfType(IOException.class).isThrownBy(exchange::await)
			.withMessageContaining("Connection refused");
		assertThat(permits()).isZero();
	}

	@Test
	void contextLeadsToTheCall() {
		Exchange exchange = new Exchange(this.client, HttpMethod.GET, URI.create("http://localhost:1/"),
				Headers.checked(HttpMethod.GET, URI.create("http://localhost:1/"), this.headers), Priority.NORMAL,
				null);
		exchange.uriTemplate("http://secret@localhost:1/orders/{id}?key=secret");
		assertThat(exchange.currentContext().<Call>get(Call.class)).asString()
			.startsWith("client=test remote=localhost:1: GET /orders/{id}, ")
			.endsWith("thread #" + Thread.currentThread().getId() + " waits for it")
			.doesNotContain("secret");
	}

	@Test
	void callerOfAnExchangeThatIsRefusedIsTold() {
		this.client.close();
		Exchange exchange = new Exchange(this.client, HttpMethod.GET, URI.create("http://localhost:1/"),
				Headers.checked(HttpMethod.GET, URI.create("http://localhost:1/"), this.headers), Priority.NORMAL,
				null);
		exchange.start();
		assertThatExceptionOfType(IOException.class).isThrownBy(exchange::await)
			.withMessage("client 'test' is shut down");
	}

	private static ScriptedServer redirectingUploads() {
		return ScriptedServer.start((request) -> {
			request.read(3);
			request.send(request.head().contains("/next ") ? OK : redirect(307));
		});
	}

	private static String redirect(int status) {
		return "HTTP/1.1 " + status + " Over There\r\nLocation: /next\r\nContent-Length: 0\r\n\r\n";
	}

	private static void write(Upload upload) throws IOException {
		upload.send(Unpooled.copiedBuffer("abc", StandardCharsets.US_ASCII));
		upload.complete();
	}

	/**
	 * Write more than is asked for at once: the event loop must have gone on meanwhile.
	 */
	private static void writeManyPieces(Upload upload) throws IOException {
		for (int piece = 0; piece < 300; piece++) {
			upload.send(Unpooled.wrappedBuffer(new byte[1]));
		}
	}

	private Exchange exchange(ScriptedServer server, HttpMethod method) {
		URI uri = URI.create(server.url() + "/");
		return new Exchange(this.client, method, uri, Headers.checked(method, uri, this.headers), Priority.NORMAL,
				null);
	}

	private int permits() {
		return this.client.snapshot().active() + this.client.snapshot().connecting();
	}

}
