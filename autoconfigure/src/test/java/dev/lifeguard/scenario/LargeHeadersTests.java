package dev.lifeguard.scenario;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.lifeguard.client.HttpClientCustomizer;
import dev.lifeguard.failure.ResponseHeaderTooLargeException;
import dev.lifeguard.testsupport.App;
import dev.lifeguard.testsupport.Authority;
import dev.lifeguard.testsupport.Calls;
import dev.lifeguard.testsupport.Control;
import dev.lifeguard.testsupport.Face;
import dev.lifeguard.testsupport.Http2Server;
import dev.lifeguard.testsupport.Http2Server.Exchange;
import dev.lifeguard.testsupport.PemFiles;
import dev.lifeguard.testsupport.ScriptedServer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Headers;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.LoopResources;

import org.springframework.boot.WebApplicationType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Responses whose headers are larger than the client takes, or nearly so, over HTTP/1.1
 * and over HTTP/2.
 */
class LargeHeadersTests {

	private static final LoopResources LOOPS = LoopResources.create("large-headers", 1, true);

	private static final int LIMIT = 2048;

	/** What a head has beside what is large in it, as HTTP/2 counts it. */
	private static final int REST = 200;

	private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

	private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

	private static final String HEADERS = "the headers of the response are larger than ";

	private static final String LINE = "a line of the response is longer than ";

	/**
	 * What is large. The second form is that of HTTP/2, if there is one.
	 */
	private enum Part {

		ONE_FIELD((size) -> "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-Large: " + "x".repeat(size) + "\r\n\r\nok",
				HEADERS) {

			@Override
			void stream(Exchange exchange, int size) {
				exchange.headers(head("200").set("x-large", "x".repeat(size)), false).data("ok", true);
			}

		},

		MANY_FIELDS((size) -> "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n" + fields(size) + "\r\nok", HEADERS) {

			@Override
			void stream(Exchange exchange, int size) {
				Http2Headers head = head("200");
				IntStream.range(0, size / 60).forEach((field) -> head.set("x-" + (1000 + field), "x".repeat(22)));
				exchange.headers(head.set("x-rest", "x".repeat(size % 60)), false).data("ok", true);
			}

		},

		INTERIM((size) -> "HTTP/1.1 103 Early Hints\r\nLink: " + "x".repeat(size) + "\r\n\r\n" + OK, HEADERS) {

			@Override
			void stream(Exchange exchange, int size) {
				exchange.headers(head("103").set("link", "x".repeat(size)), false).answer();
			}

		},

		TRAILERS((size) -> CHUNKED + "2\r\nok\r\n0\r\nX-Large: " + "x".repeat(size) + "\r\n\r\n", HEADERS) {

			@Override
			void stream(Exchange exchange, int size) {
				exchange.headers(head("200"), false)
					.data("ok", false)
					.headers(new DefaultHttp2Headers().set("x-large", "x".repeat(size)), true);
			}

		},

		STATUS_LINE((size) -> "HTTP/1.1 200 " + "x".repeat(size) + "\r\nContent-Length: 2\r\n\r\nok", LINE),

		CHUNK_EXTENSION((size) -> CHUNKED + "2;x=" + "x".repeat(size) + "\r\nok\r\n0\r\n\r\n", LINE);

		private final IntFunction<String> bytes;

		private final String words;

		Part(IntFunction<String> bytes, String words) {
			this.bytes = bytes;
			this.words = words;
		}

		void stream(Exchange exchange, int size) {
			throw new IllegalStateException("a stream has none: " + this);
		}

		private static Http2Headers head(String status) {
			return new DefaultHttp2Headers().status(status);
		}

		private static String fields(int size) {
			return IntStream.range(0, size / 32)
				.mapToObj((field) -> "X-%04d: %s\r\n".formatted(field, "x".repeat(24)))
				.reduce("X-Rest: " + "x".repeat(size % 32) + "\r\n", String::concat);
		}

	}

	static Stream<Arguments> parts() {
		return Stream.of(Face.values())
			.flatMap((face) -> Stream.of(Part.values())
				.flatMap((part) -> Stream.of(false, true)
					.filter((http2) -> !http2 || part.words.equals(HEADERS))
					.map((http2) -> Arguments.of(face, part, http2))));
	}

	static Stream<Arguments> both() {
		return Stream.of(Face.values())
			.flatMap((face) -> Stream.of(false, true).map((http2) -> Arguments.of(face, http2)));
	}

	private static App app(boolean http2, String... settings) {
		return App.lifeguard(with(http2, settings));
	}

	private static String[] with(boolean http2, String... settings) {
		return Stream
			.concat(Stream.of("protocol=" + (http2 ? "h2c" : "http1"), "timeout.call=20s"), Stream.of(settings))
			.toArray(String[]::new);
	}

	@ParameterizedTest(name = "{0} {1} http2={2}")
	@MethodSource("parts")
	void lessThanTheLimitPasses(Face face, Part part, boolean http2) throws Exception {
		try (Server server = Server.start(http2);
				App app = app(http2, "response.max-header-size=2KB", "retry.enabled=false")) {
			assertThat(get(app, face, server.url(part, LIMIT - REST))).isEqualTo("ok");
		}
	}

	@ParameterizedTest(name = "{0} {1} http2={2}")
	@MethodSource("parts")
	void moreThanTheLimitFailsAtOnceAndNamesTheKey(Face face, Part part, boolean http2) throws Exception {
		try (Server server = Server.start(http2);
				App app = app(http2, "response.max-header-size=2KB", "pool.max-connections=1")) {
			assertThat(get(app, face, server.url)).isEqualTo("ok");
			for (int size : List.of(LIMIT + 10, 20 * LIMIT)) {
				assertTooLarge(app, face, server.url(part, size), part.words + "response.max-header-size (2KB). ",
						LIMIT);
				app.assertNothingHeld();
				assertThat(get(app, face, server.url)).isEqualTo("ok");
			}
			assertThat(server.large).hasValue(2);
			assertThat(count(app, "lifeguard.connections.stale")).isZero();
			assertThat(count(app, "lifeguard.connections.evicted")).isZero();
		}
	}

	@ParameterizedTest(name = "{0} {1} http2={2}")
	@MethodSource("parts")
	void defaultIsEightKilobytes(Face face, Part part, boolean http2) throws Exception {
		try (Server server = Server.start(http2); App app = app(http2)) {
			assertThat(get(app, face, server.url(part, 8192 - REST))).isEqualTo("ok");
			assertTooLarge(app, face, server.url(part, 8192 + 10), part.words + "response.max-header-size (8KB). ",
					8192);
			assertThat(server.large).hasValue(2);
		}
	}

	@ParameterizedTest(name = "{0} {1} http2={2}")
	@MethodSource("parts")
	void largerLimitLetsItPass(Face face, Part part, boolean http2) throws Exception {
		try (Server server = Server.start(http2);
				App app = App.lifeguard(with(http2, "lifeguard.defaults.response.max-header-size=64KB"))) {
			assertThat(get(app, face, server.url(part, 60_000))).isEqualTo("ok");
			assertTooLarge(app, face, server.url(part, 400_000), part.words + "response.max-header-size (64KB). ",
					64 * 1024);
			assertThat(server.large).hasValue(2);
		}
	}

	@ParameterizedTest(name = "{0} http2={1}")
	@MethodSource("both")
	void limitOfACustomizerWins(Face face, boolean http2) throws Exception {
		try (Server server = Server.start(http2);
				App app = App.lifeguard(WebApplicationType.NONE, new Class<?>[] { SixteenKilobytes.class },
						with(http2, "response.max-header-size=2KB"))) {
			assertThat(get(app, face, server.url(Part.ONE_FIELD, 15_000))).isEqualTo("ok");
			assertTooLarge(app, face, server.url(Part.ONE_FIELD, 17_000), HEADERS
					+ "16KB, the limit of an HttpClientCustomizer, which takes precedence over response.max-header-size. ",
					16 * 1024);
		}
	}

	/**
	 * Up to a quarter above the limit the codec gives up the stream alone.
	 */
	@ParameterizedTest
	@EnumSource
	void otherStreamsGoOn(Face face) throws Exception {
		CountDownLatch held = new CountDownLatch(1);
		AtomicInteger connections = new AtomicInteger();
		Exchange[] waiting = new Exchange[1];
		try (Http2Server server = Http2Server.start((path, exchange) -> {
			if (path.equals("/held")) {
				waiting[0] = exchange;
				held.countDown();
			}
			else if (path.equals("/go")) {
				waiting[0].answer();
				exchange.answer();
			}
			else {
				connections.incrementAndGet();
				Part.ONE_FIELD.stream(exchange, LIMIT + 10);
			}
		}); App app = app(true, "response.max-header-size=2KB")) {
			Future<String> neighbour = app.caller(face).get(server.url() + "/held");
			assertThat(held.await(10, TimeUnit.SECONDS)).isTrue();
			assertTooLarge(app, face, server.url() + "/large", HEADERS + "response.max-header-size (2KB). ", LIMIT);
			assertThat(neighbour).isNotDone();
			assertThat(get(app, face, server.url() + "/go")).isEqualTo("ok");
			assertThat(neighbour.get(10, TimeUnit.SECONDS)).isEqualTo("ok");
			assertThat(server.connections()).isOne();
			app.assertNothingHeld();
		}
	}

	/**
	 * Far above it the codec gives up the connection. A call that shared it is not told
	 * of headers that are not its own, and is repeated.
	 */
	@ParameterizedTest
	@EnumSource
	void neighbourOfALostConnectionIsRepeated(Face face) throws Exception {
		CountDownLatch held = new CountDownLatch(1);
		try (Server server = Server.start(true, held); App app = app(true, "response.max-header-size=2KB")) {
			Future<String> neighbour = app.caller(face).get(server.url + "/held");
			assertThat(held.await(10, TimeUnit.SECONDS)).isTrue();
			assertTooLarge(app, face, server.url(Part.ONE_FIELD, 20 * LIMIT),
					HEADERS + "response.max-header-size (2KB). ", LIMIT);
			assertThat(neighbour.get(10, TimeUnit.SECONDS)).isEqualTo("ok");
			assertThat(server.large).hasValue(1);
			app.assertNothingHeld();
		}
	}

	@ParameterizedTest
	@EnumSource
	void sameOverTls(Face face, @TempDir Path directory) throws Exception {
		Authority authority = new Authority("ca");
		new PemFiles(directory, authority.issue("own"), authority);
		AtomicInteger requests = new AtomicInteger();
		try (Http2Server server = Http2Server.start(authority.issue("backend", "localhost"), (path, exchange) -> {
			requests.incrementAndGet();
			Part.ONE_FIELD.stream(exchange, Integer.parseInt(path.substring(1)));
		});
				App app = App.lifeguard("protocol=h2", "response.max-header-size=2KB", "ssl.bundle=trust",
						"spring.ssl.bundle.pem.trust.truststore.certificate=file:" + directory.resolve("ca.crt"))) {
			String url = server.url().replace("http://127.0.0.1", "https://localhost");
			assertThat(get(app, face, url + "/" + (LIMIT - REST))).isEqualTo("ok");
			for (int size : List.of(LIMIT + 10, 20 * LIMIT)) {
				assertTooLarge(app, face, url + "/" + size, HEADERS + "response.max-header-size (2KB). ", LIMIT);
			}
			assertThat(requests).hasValue(3);
			app.assertNothingHeld();
		}
	}

	@ParameterizedTest
	@EnumSource
	void serverOfReactorNetty(Face face) {
		AtomicInteger requests = new AtomicInteger();
		DisposableServer server = HttpServer.create()
			.runOn(LOOPS)
			.host("127.0.0.1")
			.protocol(HttpProtocol.H2C)
			.handle((request, response) -> {
				requests.incrementAndGet();
				return response.header("x-large", "x".repeat(LIMIT + 10)).sendString(Mono.just("ok"));
			})
			.bindNow();
		try (App app = app(true, "response.max-header-size=2KB")) {
			assertTooLarge(app, face, "http://127.0.0.1:" + server.port(), HEADERS + "response.max-header-size (2KB). ",
					LIMIT);
			assertThat(requests).hasValue(1);
			app.assertNothingHeld();
		}
		finally {
			server.disposeNow();
		}
	}

	@Control
	@ParameterizedTest
	@EnumSource
	void plainClientNamesNothingThatCouldBeSet(Face face) throws Exception {
		try (Server server = Server.start(false); App app = App.plain()) {
			Throwable failure = failure(app.caller(face).get(server.url(Part.ONE_FIELD, 8192 + 10)));
			assertThat(Calls.causes(failure).map((cause) -> String.valueOf(cause.getMessage())))
				.anyMatch((message) -> message.contains("larger than 8192 bytes"))
				.noneMatch((message) -> message.contains("max-header-size"));
		}
	}

	private static void assertTooLarge(App app, Face face, String url, String words, long limit) {
		Throwable failure = failure(app.caller(face).get(url));
		assertThat(Calls.causes(failure)).filteredOn(ResponseHeaderTooLargeException.class::isInstance)
			.hasSize(1)
			.allSatisfy((cause) -> {
				assertThat(cause).hasMessageStartingWith("client=orders remote=").hasMessageContaining(words);
				assertThat(((ResponseHeaderTooLargeException) cause).getLimit()).isEqualTo(limit);
			});
	}

	private static String get(App app, Face face, String url) throws Exception {
		return app.caller(face).get(url).get(15, TimeUnit.SECONDS);
	}

	private static Throwable failure(Future<String> call) {
		Throwable failure = catchThrowableOfType(ExecutionException.class, () -> call.get(15, TimeUnit.SECONDS));
		assertThat(failure).as("the call's failure").isNotNull();
		return failure;
	}

	private static double count(App app, String meter) {
		return app.bean(MeterRegistry.class).find(meter).counters().stream().mapToDouble(Counter::count).sum();
	}

	/**
	 * A server that answers {@code /<part>/<size>}, and everything else with ok.
	 */
	private record Server(String url, AtomicInteger large, Closeable server) implements Closeable {

		static Server start(boolean http2, CountDownLatch held) {
			AtomicInteger large = new AtomicInteger();
			if (http2) {
				Http2Server server = Http2Server.start((path, exchange) -> serve(path, exchange, large, held));
				return new Server(server.url(), large, server::close);
			}
			ScriptedServer server = ScriptedServer.start((exchange) -> {
				String[] path = exchange.head().split(" ")[1].split("/");
				if (path.length == 3) {
					large.incrementAndGet();
				}
				exchange.send((path.length == 3) ? Part.valueOf(path[1]).bytes.apply(Integer.parseInt(path[2])) : OK);
			});
			return new Server(server.url(), large, server::close);
		}

		private static void serve(String path, Exchange exchange, AtomicInteger large, CountDownLatch held) {
			String[] parts = path.split("/");
			if (parts.length == 3) {
				large.incrementAndGet();
				Part.valueOf(parts[1]).stream(exchange, Integer.parseInt(parts[2]));
			}
			else if (path.equals("/held") && held.getCount() > 0) {
				held.countDown();
			}
			else {
				exchange.answer();
			}
		}

		static Server start(boolean http2) {
			return start(http2, new CountDownLatch(0));
		}

		String url(Part part, int size) {
			return this.url + "/" + part + "/" + size;
		}

		@Override
		public void close() throws IOException {
			this.server.close();
		}

	}

	/**
	 * Another limit, set where the transport is made.
	 */
	@Configuration(proxyBeanMethods = false)
	static class SixteenKilobytes {

		@Bean
		HttpClientCustomizer sixteenKilobytes() {
			return (client, http) -> http.httpResponseDecoder((spec) -> spec.maxHeaderSize(16 * 1024))
				.http2Settings((settings) -> settings.maxHeaderListSize(16 * 1024));
		}

	}

}
