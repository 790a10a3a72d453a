package dev.lifeguard.scenario;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.lifeguard.testsupport.App;
import dev.lifeguard.testsupport.Calls;
import dev.lifeguard.testsupport.Compressed;
import dev.lifeguard.testsupport.Control;
import dev.lifeguard.testsupport.Face;
import dev.lifeguard.testsupport.ScriptedServer;
import dev.lifeguard.testsupport.StrictServer;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.LoopResources;

import org.springframework.http.ResponseEntity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Compressed bodies: the whole of what was compressed, or an error that ends the lease.
 */
class CompressedBodyTests {

	/** Those of Reactor Netty are shut down with an application. */
	private static final LoopResources LOOPS = LoopResources.create("compressed", 2, true);

	private static final String TEXT = IntStream.range(0, 300)
		.mapToObj((number) -> "line " + number * number)
		.collect(Collectors.joining("\n"));

	private static final byte[] GZIP = Compressed.gzip(TEXT);

	private static final byte[] ZLIB = Compressed.deflate(TEXT, false);

	private static final byte[] RAW = Compressed.deflate(TEXT, true);

	private static final String LAST = "0\r\n\r\n";

	static Stream<Arguments> broken() {
		byte[] two = Compressed.join(GZIP, GZIP);
		return Stream.of(
				broken("cut in half", Compressed.response("gzip", Compressed.cut(GZIP, GZIP.length / 2)),
						"the compressed body (gzip) ends too early"),
				broken("without the checksum", Compressed.response("gzip", Compressed.cut(GZIP, GZIP.length - 8)),
						"the compressed body (gzip) ends too early"),
				broken("without the last byte", Compressed.response("x-gzip", Compressed.cut(GZIP, GZIP.length - 1)),
						"the compressed body (x-gzip) ends too early"),
				broken("one byte", Compressed.response("gzip", Compressed.cut(GZIP, 1)), "ends too early"),
				broken("no gzip", Compressed.response("gzip", "notgzip!".getBytes()), "(gzip) is not gzip"),
				broken("wrong checksum", Compressed.response("gzip", Compressed.flip(GZIP, -8, 1)),
						"the compressed body (gzip) is damaged: CRC value mismatch"),
				broken("wrong length", Compressed.response("gzip", Compressed.flip(GZIP, -1, 1)), "is damaged: "),
				broken("second member cut", Compressed.response("gzip", Compressed.cut(two, two.length - 9)),
						"ends too early"),
				broken("rubbish behind", Compressed.response("gzip", Compressed.join(GZIP, "rubbish".getBytes())),
						"is not gzip"),
				broken("chunked and cut", Compressed.chunked("gzip", Compressed.cut(GZIP, GZIP.length / 2), 100, LAST),
						"ends too early"),
				broken("bad chunk size",
						Compressed.chunked("gzip", Compressed.cut(GZIP, GZIP.length / 2), 100, "xyz\r\nbroken"),
						"the response is malformed: "),
				broken("bad chunk size after all", Compressed.chunked("gzip", GZIP, 100, "xyz\r\n"),
						"the response is malformed: "));
	}

	static Stream<Arguments> brokenDeflate() {
		return Stream.of(
				broken("zlib cut", Compressed.response("deflate", Compressed.cut(ZLIB, ZLIB.length - 2)),
						"the compressed body (deflate) ends too early"),
				broken("zlib checksum", Compressed.response("deflate", Compressed.flip(ZLIB, -1, 1)), "is damaged: "),
				broken("raw deflate cut", Compressed.response("deflate", Compressed.cut(RAW, RAW.length / 2)),
						"the compressed body (deflate) ends too early"));
	}

	static Stream<Arguments> brokenOthers() {
		return Stream.of(brokenOther("br", Compressed.brotli(TEXT)), brokenOther("zstd", Compressed.zstd(TEXT)),
				brokenOther("snappy", Compressed.snappy(TEXT)));
	}

	private static Arguments brokenOther(String encoding, byte[] bytes) {
		return broken(encoding + " cut", Compressed.response(encoding, Compressed.cut(bytes, bytes.length * 2 / 3)),
				"the compressed body (" + encoding + ") ends too early");
	}

	private static Arguments broken(String name, String response, String message) {
		return Arguments.of(name, response, message);
	}

	static Stream<Arguments> brokenForBoth() {
		return forBoth(Stream.of(broken(), brokenDeflate(), brokenOthers()).flatMap(Function.identity()));
	}

	private static Stream<Arguments> forBoth(Stream<Arguments> cases) {
		return cases.flatMap((given) -> Arrays.stream(Face.values())
			.map((face) -> Arguments.of(Stream.concat(Stream.of(face), Arrays.stream(given.get())).toArray())));
	}

	@ParameterizedTest(name = "{1} {0}")
	@MethodSource("brokenForBoth")
	void brokenBodyFailsAndItsConnectionIsClosed(Face face, String name, String response, String message)
			throws Exception {
		try (App app = app(); ScriptedServer server = server(response)) {
			for (int call = 0; call < 3; call++) {
				assertFails(app.caller(face).get(server.url() + "/odd"), message);
				app.assertNothingHeld();
				assertThat(app.caller(face).get(server.url() + "/next").get(5, TimeUnit.SECONDS)).isEqualTo("next");
			}
			assertThat(server.connections()).as("the first, and one after each failure").isEqualTo(4);
			assertThat(server.requests()).as("nothing is repeated").isEqualTo(6);
		}
	}

	private static App app() {
		return App.lifeguard("pool.max-connections=1", "timeout.response=20s", "retry.enabled=false");
	}

	private static ScriptedServer server(String odd) {
		return ScriptedServer.start((exchange) -> exchange
			.send(exchange.head().startsWith("GET /odd") ? odd : "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nnext"));
	}

	private static void assertFails(Future<String> call, String message) {
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> call.get(5, TimeUnit.SECONDS))
			.satisfies((failure) -> assertThat(Calls.causes(failure))
				.anySatisfy((cause) -> assertThat(cause).isInstanceOf(IOException.class)
					.hasMessageStartingWith("client=orders remote=127.0.0.1:")
					.hasMessageContaining(message)));
	}

	static Stream<Arguments> whole() {
		byte[] two = Compressed.join(GZIP, GZIP);
		return Stream.of(Arguments.of("gzip", Compressed.response("gzip", GZIP), TEXT),
				Arguments.of("x-gzip", Compressed.response("X-GZIP", GZIP), TEXT),
				Arguments.of("two members", Compressed.response("gzip", two), TEXT + TEXT),
				Arguments.of("two members in chunks", Compressed.chunked("gzip", two, 7, LAST), TEXT + TEXT),
				Arguments.of("a byte at a time", Compressed.chunked("gzip", GZIP, 1, LAST), TEXT),
				Arguments.of("zlib", Compressed.response("deflate", ZLIB), TEXT),
				Arguments.of("zlib in chunks", Compressed.chunked("deflate", ZLIB, 3, LAST), TEXT),
				Arguments.of("Brotli", Compressed.response("br", Compressed.brotli(TEXT)), TEXT),
				Arguments.of("Zstandard in chunks", Compressed.chunked("zstd", Compressed.zstd(TEXT), 3, LAST), TEXT),
				Arguments.of("Snappy in chunks", Compressed.chunked("snappy", Compressed.snappy(TEXT), 3, LAST), TEXT),
				Arguments.of("raw deflate", Compressed.response("deflate", RAW), TEXT),
				Arguments.of("empty when compressed", Compressed.response("gzip", Compressed.gzip("")), ""),
				Arguments.of("no body", Compressed.response("gzip", new byte[0]), ""),
				Arguments.of("no chunks", Compressed.chunked("gzip", new byte[0], 1, LAST), ""),
				Arguments.of("204", "HTTP/1.1 204 No Content\r\nContent-Encoding: gzip\r\n\r\n", ""), Arguments
					.of("304", "HTTP/1.1 304 Not Modified\r\nContent-Encoding: gzip\r\nContent-Length: 9\r\n\r\n", ""));
	}

	static Stream<Arguments> wholeForBoth() {
		return forBoth(whole());
	}

	@ParameterizedTest(name = "{1} {0}")
	@MethodSource("wholeForBoth")
	void wholeBodyArrivesAndItsConnectionIsKept(Face face, String name, String response, String body) throws Exception {
		try (App app = app(); ScriptedServer server = server(response)) {
			for (int call = 0; call < 3; call++) {
				assertThat(Objects.toString(app.caller(face).get(server.url() + "/odd").get(5, TimeUnit.SECONDS), ""))
					.isEqualTo(body);
				assertThat(app.caller(face).get(server.url() + "/next").get(5, TimeUnit.SECONDS)).isEqualTo("next");
			}
			app.assertNothingHeld();
			assertThat(server.connections()).isEqualTo(1);
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "gzip, br|gzip, br", "gzip, gzip|gzip, gzip", "gzip\\r\\nContent-Encoding: gzip|gzip, gzip",
					"compress|compress", "x-odd|x-odd", "identity, gzip|identity, gzip" })
	void bodyThatIsNotDecodedArrivesAsItIs(String sent, String received) throws Exception {
		String response = Compressed.response(sent.replace("\\r\\n", "\r\n"), "as it is".getBytes());
		try (App app = app(); ScriptedServer server = server(response)) {
			for (ResponseEntity<String> entity : List.of(
					app.restClient().get().uri(server.url() + "/odd").retrieve().toEntity(String.class),
					app.webClient().get().uri(server.url() + "/odd").retrieve().toEntity(String.class).block())) {
				assertThat(entity.getBody()).isEqualTo("as it is");
				assertThat(entity.getHeaders().getFirst("Content-Encoding")).isEqualTo(received);
			}
			assertThat(server.connections()).isEqualTo(1);
		}
	}

	@ParameterizedTest
	@EnumSource(Face.class)
	void nothingIsAskedForThatCannotBeChecked(Face face) throws Exception {
		try (StrictServer server = StrictServer.start((request) -> StrictServer.OK); App app = app()) {
			app.caller(face).get(server.url()).get(5, TimeUnit.SECONDS);
			assertThat(server.requests().get(0).values("Accept-Encoding")).containsExactly("gzip", "br");
		}
	}

	/**
	 * A negative control: half of a body is a success there.
	 */
	@Control
	@ParameterizedTest
	@EnumSource(Face.class)
	void plainClientTakesHalfForAll(Face face) throws Exception {
		try (App app = App.bounded(1);
				ScriptedServer server = server(Compressed.response("gzip", Compressed.cut(GZIP, GZIP.length / 2)))) {
			String half = app.caller(face).get(server.url() + "/odd").get(5, TimeUnit.SECONDS);
			assertThat(TEXT).startsWith(half).hasSizeGreaterThan(half.length());
		}
	}

	@ParameterizedTest
	@EnumSource(Face.class)
	void bodyWithoutALengthIsCheckedAtTheEndOfTheConnection(Face face) throws Exception {
		String response = Compressed.response("gzip", Compressed.cut(GZIP, GZIP.length / 2))
			.replaceFirst("Content-Length: \\d+", "Connection: close");
		try (App app = app();
				ScriptedServer server = ScriptedServer.start((exchange) -> exchange.send(response).close())) {
			assertFails(app.caller(face).get(server.url()), "the compressed body (gzip) ends too early");
			app.assertNothingHeld();
		}
	}

	@ParameterizedTest
	@EnumSource(Face.class)
	void redirectWithABrokenBodyIsAnErrorToo(Face face) throws Exception {
		String redirect = Compressed.response("gzip", "notgzip!".getBytes())
			.replace("200 OK", "302 Found\r\nLocation: /next");
		try (App app = app(); ScriptedServer server = server(redirect)) {
			assertFails(app.caller(face).get(server.url() + "/odd"), "the compressed body (gzip) is not gzip");
			app.assertNothingHeld();
		}
	}

	/**
	 * One stream fails, and the connection below it continues.
	 */
	@ParameterizedTest
	@EnumSource(Face.class)
	void brokenBodyFailsItsStream(Face face) throws Exception {
		DisposableServer server = HttpServer.create()
			.runOn(LOOPS)
			.host("127.0.0.1")
			.protocol(HttpProtocol.H2C)
			.route((routes) -> routes
				.get("/cut",
						(request, response) -> response.header("Content-Encoding", "gzip")
							.send(Mono
								.fromSupplier(() -> Unpooled.wrappedBuffer(Compressed.cut(GZIP, GZIP.length / 2)))))
				.get("/whole",
						(request, response) -> response.header("Content-Encoding", "gzip")
							.send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(GZIP)))))
			.bindNow();
		try (App app = App.lifeguard("pool.max-connections=1", "protocol=h2c", "timeout.response=20s",
				"retry.enabled=false")) {
			String url = "http://127.0.0.1:" + server.port();
			for (int call = 0; call < 3; call++) {
				assertFails(app.caller(face).get(url + "/cut"), "the compressed body (gzip) ends too early");
				app.assertNothingHeld();
				assertThat(app.caller(face).get(url + "/whole").get(5, TimeUnit.SECONDS)).isEqualTo(TEXT);
			}
		}
		finally {
			server.disposeNow();
		}
	}

}
