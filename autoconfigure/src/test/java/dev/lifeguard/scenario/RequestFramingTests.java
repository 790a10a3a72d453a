package dev.lifeguard.scenario;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

import dev.lifeguard.testsupport.App;
import dev.lifeguard.testsupport.Calls;
import dev.lifeguard.testsupport.Control;
import dev.lifeguard.testsupport.Face;
import dev.lifeguard.testsupport.Http2Server;
import dev.lifeguard.testsupport.Http2Server.Manner;
import dev.lifeguard.testsupport.StrictServer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Flux;

import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

/**
 * Where a request ends is for the client to say, whatever the application declares.
 */
class RequestFramingTests {

	static final int LARGE = 70_000;

	private static final byte[] SMUGGLED = "GET /admin HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

	@ParameterizedTest
	@CsvSource({ "REST_CLIENT,true", "REST_CLIENT,false", "WEB_CLIENT,true", "WEB_CLIENT,false" })
	void bodyThatHasNotItsDeclaredLengthFailsTheCall(Face face, boolean streamed) throws Exception {
		try (StrictServer server = StrictServer.start((request) -> StrictServer.OK);
				App app = App.lifeguard("pool.max-connections=1", "pool.trim-idle=false")) {
			for (int declared : new int[] { LARGE, 10_000, 10 }) {
				assertFails(new Sender(app, face, server, streamed), declared, body(declared - 3), "only %d bytes");
			}
			String more = (streamed || face == Face.REST_CLIENT) ? "more: at least %d bytes" : "more: %d bytes";
			for (int declared : new int[] { LARGE, 10, 0 }) {
				assertFails(new Sender(app, face, server, streamed), declared, body(declared + SMUGGLED.length), more);
			}
			assertThat(server.malformed()).isEmpty();
			assertThat(server.requests()).extracting(StrictServer.Request::line).containsOnly("GET /healthy");
			assertNothingCounted(app);
		}
	}

	private static void assertFails(Sender sender, int declared, byte[] body, String message) throws Exception {
		healthy(sender.app(), sender.face(), sender.server());
		Throwable failure = catchThrowable(() -> send(sender.app(), sender.face(), sender.server().url() + "/upload",
				declared, sender.streamed(), body));
		assertThat(program(failure))
			.hasMessage("the request declares Content-Length %d and its body has ".formatted(declared)
					+ message.formatted(body.length));
		sender.app().assertNothingHeld();
		healthy(sender.app(), sender.face(), sender.server());
		assertThat(sender.server().cut()).noneMatch(RequestFramingTests::hasSurplus);
	}

	private static boolean hasSurplus(String cut) {
		int declared = Integer.parseInt(cut.replaceAll("(?is).*?content-length: (\\d+)\r.*", "$1"));
		return cut.length() - cut.indexOf("\r\n\r\n") - 4 > declared;
	}

	private static final List<Unsendable> UNSENDABLE = List.of(
			new Unsendable("header 'X-Tenant'", "X-Tenant", "secret\r\nX-Admin: 1"),
			new Unsendable("header 'X-Tenant'", "X-Tenant", "secret\n"),
			new Unsendable("header 'X-Tenant'", "X-Tenant", "secret\0"),
			new Unsendable("header name 'X\\u000d\\u000aY'", "X\r\nY", "secret"),
			new Unsendable("header name 'X\\u0020Y'", "X Y", "secret"),
			new Unsendable("header 'Cookie'", "Cookie", "id=secret\r\n"),
			new Unsendable("Content-Length 5 and its body has only 0 bytes", "Content-Length", "5"),
			new Unsendable("header 'Content-Length'", "Content-Length", "5", "5"),
			new Unsendable("header 'Content-Length'", "Content-Length", "5, 5"),
			new Unsendable("header 'Content-Length'", "Content-Length", "+5"),
			new Unsendable("header 'Content-Length'", "Content-Length", "-5"),
			new Unsendable("header 'Content-Length'", "Content-Length", "five"),
			new Unsendable("header 'Transfer-Encoding'", "Transfer-Encoding", "gzip, chunked"),
			new Unsendable("header 'Transfer-Encoding'", "Transfer-Encoding", "chunked", "chunked"),
			new Unsendable("header 'Transfer-Encoding'", "Transfer-Encoding", "\u000bchunked"));

	@ParameterizedTest
	@EnumSource
	void bodyOfItsDeclaredLengthIsSent(Face face) throws Exception {
		try (StrictServer server = StrictServer.start((request) -> StrictServer.OK);
				App app = App.lifeguard("pool.max-connections=1", "pool.trim-idle=false")) {
			for (int size : new int[] { 0, 1, 10_000, 64 * 1024, LARGE, 200_000 }) {
				send(app, face, server.url() + "/upload", size, true, body(size));
				send(app, face, server.url() + "/upload", size, false, body(size));
				assertThat(server.requests()).last().satisfies((request) -> assertThat(request.body()).hasSize(size));
			}
			assertThat(server.requests()).hasSize(12);
			app.assertNothingHeld();
		}
	}

	@Test
	void cutResourceFails() throws Exception {
		try (StrictServer server = StrictServer.start((request) -> StrictServer.OK);
				App app = App.lifeguard("pool.max-connections=2")) {
			Throwable failure = catchThrowable(() -> app.restClient()
				.put()
				.uri(server.url())
				.contentLength(10)
				.body(new InputStreamResource(new ByteArrayInputStream(new byte[3])))
				.retrieve()
				.toBodilessEntity());
			assertThat(failure).hasMessage("the request declares Content-Length 10 and its body has only 3 bytes");
			assertThat(server.connections()).isZero();
			app.assertNothingHeld();
		}
	}

	@Control
	@ParameterizedTest
	@EnumSource
	void plainClientSendsTheSurplusOrCutsTheUpload(Face face) throws Exception {
		try (StrictServer server = StrictServer.start((request) -> StrictServer.OK); App app = App.plain()) {
			catchThrowable(() -> send(app, face, server.url() + "/upload", LARGE, true, body(LARGE + SMUGGLED.length)));
			await().atMost(Duration.ofSeconds(5))
				.untilAsserted(() -> assertThat(server.requests()).extracting(StrictServer.Request::line)
					.contains("GET /admin"));
		}
	}

	@ParameterizedTest
	@EnumSource
	void requestThatCannotBeSentIsRefusedBeforeItWaits(Face face) throws Exception {
		try (StrictServer server = StrictServer.start((request) -> StrictServer.OK);
				App app = App.lifeguard("pool.max-connections=2")) {
			for (Unsendable unsendable : UNSENDABLE) {
				Throwable failure = catchThrowable(() -> get(app, face, server.url(),
						(headers) -> headers.put(unsendable.header(), unsendable.values())));
				assertThat(program(failure)).hasMessageContaining(unsendable.named()).hasMessageNotContaining("secret");
			}
			Throwable failure = catchThrowable(() -> get(app, face, server.url(), (headers) -> {
				headers.set("Content-Length", "5");
				headers.set("Transfer-Encoding", "chunked");
			}));
			assertThat(program(failure)).hasMessageContaining("headers 'Content-Length' and 'Transfer-Encoding'");
			assertThat(server.connections()).isZero();
			assertNothingCounted(app);
			healthy(app, face, server);
			app.assertNothingHeld();
		}
	}

	@ParameterizedTest
	@EnumSource
	void methodThatIsNoTokenIsRefused(Face face) throws Exception {
		try (StrictServer server = StrictServer.start((request) -> StrictServer.OK);
				App app = App.lifeguard("pool.max-connections=2")) {
			HttpMethod method = HttpMethod.valueOf("GET /admin");
			Throwable failure = catchThrowable(() -> method(app, face, method, server.url()));
			assertThat(program(failure)).hasMessage("the method 'GET\\u0020/admin' cannot be sent: it is not a token");
			assertThat(server.connections()).isZero();
			assertNothingCounted(app);
		}
	}

	private static void method(App app, Face face, HttpMethod method, String url) {
		if (face == Face.REST_CLIENT) {
			app.restClient().method(method).uri(URI.create(url)).retrieve().toBodilessEntity();
		}
		else {
			app.webClient().method(method).uri(URI.create(url)).retrieve().toBodilessEntity().block();
		}
	}

	@Test
	void cookieThatCannotBeSentIsRefused() throws Exception {
		try (StrictServer server = StrictServer.start((request) -> StrictServer.OK);
				App app = App.lifeguard("pool.max-connections=2")) {
			Throwable failure = catchThrowable(() -> app.webClient()
				.get()
				.uri(server.url())
				.cookie("id", "secret\r\n")
				.retrieve()
				.toBodilessEntity()
				.block());
			assertThat(program(failure)).hasMessageContaining("cookie 'id'").hasMessageNotContaining("secret");
			assertThat(server.connections()).isZero();
		}
	}

	@ParameterizedTest
	@EnumSource
	void chunkedBodyIsSentAsOurFramingSays(Face face) throws Exception {
		try (StrictServer server = StrictServer.start((request) -> StrictServer.OK);
				App app = App.lifeguard("pool.max-connections=2")) {
			for (int size : new int[] { 3, LARGE }) {
				send(app, face, server.url(), (headers) -> headers.set("Transfer-Encoding", "chunked"), size > 3,
						body(size));
				assertThat(server.requests()).last().satisfies((request) -> assertThat(request.body()).hasSize(size));
			}
			assertThat(server.malformed()).isEmpty();
		}
	}

	@ParameterizedTest
	@EnumSource
	void streamOfHttp2FailsAsWell(Face face) throws Exception {
		try (Http2Server server = Http2Server.start(Manner.ANSWER); App app = App.lifeguard("protocol=h2c")) {
			assertThatCode(() -> send(app, face, server.url(), 10, true, body(10))).doesNotThrowAnyException();
			for (int written : new int[] { 9_000, 10_000 + SMUGGLED.length }) {
				Throwable failure = catchThrowable(() -> send(app, face, server.url(), 10_000, true, body(written)));
				assertThat(program(failure)).hasMessageContaining("Content-Length 10000")
					.hasMessageContaining(written + " bytes");
				app.assertNothingHeld();
			}
			assertThat(server.handled()).isOne();
			assertNothingCounted(app);
		}
	}

	private static void assertNothingCounted(App app) {
		assertThat(retries(app)).isZero();
		assertThat(counter(app, "lifeguard.connections.stale")).isZero();
	}

	private static double retries(App app) {
		return counter(app, "lifeguard.retries");
	}

	private static double counter(App app, String name) {
		return app.bean(MeterRegistry.class).find(name).counters().stream().mapToDouble(Counter::count).sum();
	}

	private static void healthy(App app, Face face, StrictServer server) throws Exception {
		assertThat(app.caller(face).get(server.url() + "/healthy").get()).isEqualTo("ok");
	}

	/**
	 * Return what the application did wrong, which is all that it is told.
	 */
	private static Throwable program(Throwable failure) {
		List<Throwable> causes = Calls.causes(failure).toList();
		assertThat(causes).noneMatch((cause) -> cause.getClass().getName().contains("StaleConnection"));
		return causes.stream()
			.filter(IllegalArgumentException.class::isInstance)
			.findFirst()
			.orElseThrow(() -> new AssertionError(failure));
	}

	static byte[] body(int size) {
		byte[] body = new byte[size];
		Arrays.fill(body, (byte) 'x');
		if (size >= SMUGGLED.length) {
			System.arraycopy(SMUGGLED, 0, body, size - SMUGGLED.length, SMUGGLED.length);
		}
		return body;
	}

	private static void get(App app, Face face, String url, Consumer<HttpHeaders> headers) {
		if (face == Face.REST_CLIENT) {
			app.restClient().get().uri(url).headers(headers).retrieve().toBodilessEntity();
		}
		else {
			app.webClient().get().uri(url).headers(headers).retrieve().toBodilessEntity().block();
		}
	}

	static void send(App app, Face face, String url, int declared, boolean streamed, byte[] body) {
		send(app, face, url, (headers) -> headers.setContentLength(declared), streamed, body);
	}

	private static void send(App app, Face face, String url, Consumer<HttpHeaders> headers, boolean streamed,
			byte[] body) {
		if (face == Face.REST_CLIENT) {
			var request = app.restClient().post().uri(url).headers(headers);
			var withBody = streamed ? request.body((out) -> out.write(body)) : request.body(body);
			withBody.retrieve().toBodilessEntity();
		}
		else {
			var request = app.webClient().post().uri(url).headers(headers);
			var withBody = streamed ? request.body(pieces(body), DataBuffer.class) : request.bodyValue(body);
			withBody.retrieve().toBodilessEntity().block();
		}
	}

	private static Flux<DataBuffer> pieces(byte[] body) {
		int size = 16_000;
		return Flux.range(0, (body.length + size - 1) / size)
			.map((index) -> DefaultDataBufferFactory.sharedInstance
				.wrap(Arrays.copyOfRange(body, index * size, Math.min(body.length, (index + 1) * size))));
	}

	/**
	 * What sends the requests of a test.
	 *
	 * @param app the application
	 * @param face the kind of client
	 * @param server where they go
	 * @param streamed whether bodies come in pieces
	 */
	private record Sender(App app, Face face, StrictServer server, boolean streamed) {
	}

	/**
	 * A header that cannot be sent.
	 *
	 * @param named what the refusal names
	 * @param header the header
	 * @param values its values
	 */
	private record Unsendable(String named, String header, List<String> values) {

		Unsendable(String named, String header, String... values) {
			this(named, header, List.of(values));
		}

	}

}
