package dev.lifeguard.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.lifeguard.client.HttpClientCustomizer;
import dev.lifeguard.failure.StaleConnectionException;
import dev.lifeguard.testsupport.App;
import dev.lifeguard.testsupport.Calls;
import dev.lifeguard.testsupport.Face;
import dev.lifeguard.testsupport.OwnFailure;
import dev.lifeguard.testsupport.ScriptedServer;
import dev.lifeguard.testsupport.ScriptedServer.Script;
import dev.lifeguard.testsupport.StrictServer;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.netty.resources.LoopResources;

import org.springframework.boot.WebApplicationType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

/**
 * Who ends a call decides what its caller is told, on a connection's first call and on a
 * later one: the peer, or the application, and never an idle connection that stood by.
 */
class FailureTableTests {

	private static final int IDLE = 3;

	private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

	private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Length: 900000\r\n\r\n";

	/**
	 * What the peer does, and what a caller is told.
	 */
	private enum Peers {

		GARBAGE((exchange) -> exchange.send("SSH-2.0-x\r\n\r\n"), "the response is malformed: "),

		TWO_LENGTHS((exchange) -> exchange.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nok"),
				"the response is malformed: "),

		NO_STATUS((exchange) -> exchange.send("HTTP/1.1 000 None\r\nContent-Length: 0\r\n\r\n"),
				"the response is malformed: its status is not between 100 and 999"),

		SWITCH((exchange) -> exchange.send("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n"),
				"the response is malformed: the peer switched protocols without being asked to"),

		NO_GZIP((exchange) -> exchange
			.send("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 8\r\n\r\nnotgzip!"),
				"the response is malformed: the compressed body ("),

		LARGE_HEADERS((exchange) -> exchange.send("HTTP/1.1 200 OK\r\nX-Large: " + "x".repeat(9000)),
				"the headers of the response are larger than response.max-header-size (8KB)"),

		LARGE_TRAILERS((exchange) -> exchange
			.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\nX-Large: " + "x".repeat(9000)),
				"the headers of the response are larger than response.max-header-size (8KB)"),

		LONG_STATUS_LINE((exchange) -> exchange.send("HTTP/1.1 200 " + "x".repeat(9000)),
				"a line of the response is longer than response.max-header-size (8KB)"),

		CLOSE_IN_HEAD((exchange) -> exchange.send("HTTP/1.1 200 OK\r\nConte").close(),
				"the connection was closed in the middle of the response's head: "),

		RESET_IN_HEAD((exchange) -> exchange.send("HTTP/1.1 200 OK\r\nConte").reset(),
				"the connection was closed in the middle of the response's head: "),

		CLOSE_IN_BODY((exchange) -> exchange.send(HEAD + "half").close(),
				"the connection was closed in the middle of the response: "),

		SILENCE(ScriptedServer.Exchange::hold, "phase=FIRST_BYTE "),

		SILENCE_IN_BODY((exchange) -> exchange.send(HEAD + "half").hold(), "phase=BODY ");

		private final Script script;

		private final String words;

		Peers(Script script, String words) {
			this.script = script;
			this.words = words;
		}

	}

	private static <T> Stream<Arguments> both(T[] rows) {
		return Stream.of(rows)
			.flatMap((row) -> Stream.of(Face.values())
				.flatMap((face) -> Stream.of(Arguments.of(row, face, false), Arguments.of(row, face, true))));
	}

	static Stream<Arguments> peers() {
		return both(Peers.values());
	}

	static Stream<Arguments> applications() {
		return both(OwnFailure.values());
	}

	@ParameterizedTest(name = "{0} {1} reused={2}")
	@MethodSource("peers")
	void peerEndsIt(Peers row, Face face, boolean reused) throws Exception {
		AtomicInteger odd = new AtomicInteger();
		try (ScriptedServer server = server(row.script, odd);
				App app = App.lifeguard("retry.enabled=false", "timeout.response=700ms", "timeout.call=20s",
						"pool.trim-idle=false")) {
			int idle = reused ? keep(app, server.url()) : 0;
			Throwable failure = failure(app.caller(face).get(server.url() + "/odd"));
			assertThat(Calls.causes(failure)).as(() -> messages(failure))
				.filteredOn((cause) -> String.valueOf(cause.getMessage()).contains(row.words))
				.isNotEmpty()
				.allSatisfy((cause) -> assertThat(cause).message().contains("client=orders remote=127.0.0.1:"));
			assertThat(odd).hasValue(1);
			assertThat(count(app, "lifeguard.connections.stale")).isZero();
			if (row == Peers.SILENCE) {
				// what forgets one connection may have forgotten its neighbours
				app.assertNothingHeld();
				assertThat(app.snapshot().idle()).isZero();
			}
			else {
				assertIdle(app, server.url(), server::connections, Math.max(0, idle - 1));
			}
		}
	}

	@ParameterizedTest(name = "{0} {1} reused={2}")
	@MethodSource("applications")
	void applicationEndsIt(OwnFailure row, Face face, boolean reused) throws Exception {
		CountDownLatch together = new CountDownLatch(IDLE);
		try (StrictServer server = StrictServer.start((request) -> answer(request, together));
				App app = App.lifeguard("timeout.call=20s", "pool.trim-idle=false")) {
			int idle = reused ? keep(app, server.url()) : 0;
			int before = server.requests().size();
			Throwable failure = catchThrowableOfType(Throwable.class, () -> row.call(face, app, server.url() + "/odd"));
			assertThat(failure).isNotNull();
			assertThat(Calls.causes(failure)).as(() -> messages(failure)).anyMatch(row::isShown);
			assertThat(Calls.causes(failure)).noneMatch(StaleConnectionException.class::isInstance);
			assertThat(Calls.causes(failure).flatMap((cause) -> Stream.of(cause.getSuppressed())))
				.noneMatch((attempt) -> String.valueOf(attempt.getMessage()).startsWith("attempt "));
			assertThat(server.requests()).hasSize(before + row.requests());
			assertThat(count(app, "lifeguard.connections.stale")).isZero();
			assertThat(retried(app)).isZero();
			assertIdle(app, server.url(), server::connections, Math.max(0, idle - 1));
		}
	}

	static Stream<Arguments> losses() {
		return Stream.of(Face.values())
			.flatMap((face) -> Stream.of(HttpMethod.GET, HttpMethod.POST)
				.flatMap((method) -> Stream.of(true, false)
					.flatMap((reset) -> Stream.of(true, false)
						.map((epoll) -> Arguments.of(face, method, reset, epoll)))));
	}

	/**
	 * The one row that is another on a kept connection: there is nothing wrong with a
	 * request that the peer did not want to wait for.
	 */
	@ParameterizedTest(name = "{0} {1} reset={2} epoll={3}")
	@MethodSource("losses")
	void peerClosesBeforeTheFirstByte(Face face, HttpMethod method, boolean reset, boolean epoll) throws Exception {
		Script close = (exchange) -> {
			exchange.read(exchange.contentLength());
			if (reset) {
				exchange.reset();
			}
			else {
				exchange.close();
			}
		};
		Class<?>[] sources = epoll ? new Class<?>[0] : new Class<?>[] { OfTheJdk.class };
		try (ScriptedServer server = server(close, new AtomicInteger());
				App app = App.lifeguard(WebApplicationType.NONE, sources, "retry.enabled=false", "timeout.call=20s",
						"pool.trim-idle=false")) {
			Function<String, Future<String>> call = (method == HttpMethod.GET) ? app.caller(face)::get
					: (uri) -> app.caller(face).post(uri, "body");
			assertThat(messages(failure(call.apply(server.url() + "/odd"))))
				.contains("the connection was closed before the response began: ");
			assertThat(count(app, "lifeguard.connections.stale")).isZero();
			keep(app, server.url());
			int before = server.requests();
			Throwable failure = failure(call.apply(server.url() + "/odd"));
			assertThat(messages(failure))
				.contains((method == HttpMethod.GET) ? "the connection was closed before the response began: "
						: "the peer closed a reused connection before the response began");
			assertThat(server.requests() - before).isEqualTo((method == HttpMethod.GET) ? 2 : 1);
			assertThat(count(app, "lifeguard.connections.stale")).isOne();
			app.assertNothingHeld();
		}
	}

	private static ScriptedServer server(Script odd, AtomicInteger count) {
		CountDownLatch together = new CountDownLatch(IDLE);
		return ScriptedServer.start((exchange) -> {
			if (exchange.head().contains(" /odd ")) {
				count.incrementAndGet();
				odd.serve(exchange);
				return;
			}
			together.countDown();
			together.await();
			exchange.send(OK);
		});
	}

	private static String answer(StrictServer.Request request, CountDownLatch together) {
		if (request.line().endsWith("/kept")) {
			together.countDown();
			await().until(() -> together.getCount() == 0);
		}
		return StrictServer.OK;
	}

	/**
	 * Make some connections and keep them idle.
	 */
	private static int keep(App app, String url) throws Exception {
		List<Future<String>> calls = new ArrayList<>();
		IntStream.range(0, IDLE).forEach((call) -> calls.add(app.caller(Face.REST_CLIENT).get(url + "/kept")));
		for (Future<String> call : calls) {
			assertThat(call.get(10, TimeUnit.SECONDS)).isEqualTo("ok");
		}
		await().until(() -> app.snapshot().idle() == IDLE);
		return IDLE;
	}

	/**
	 * The neighbours are still there, and can be used.
	 */
	private static void assertIdle(App app, String url, IntSupplier connections, int least) throws Exception {
		app.assertNothingHeld();
		assertThat(app.snapshot().idle()).isGreaterThanOrEqualTo(least);
		assertThat(count(app, "lifeguard.connections.evicted")).isZero();
		if (least > 0) {
			int before = connections.getAsInt();
			assertThat(app.caller(Face.WEB_CLIENT).get(url + "/kept").get(10, TimeUnit.SECONDS)).isEqualTo("ok");
			assertThat(connections.getAsInt()).isEqualTo(before);
		}
	}

	private static double count(App app, String meter) {
		return app.bean(MeterRegistry.class)
			.find(meter)
			.counters()
			.stream()
			.mapToDouble((counter) -> counter.count())
			.sum();
	}

	private static double retried(App app) {
		return app.bean(MeterRegistry.class)
			.find("lifeguard.retries")
			.tag("outcome", (outcome) -> Set.of("retried", "RETRIED").contains(outcome))
			.counters()
			.stream()
			.mapToDouble((counter) -> counter.count())
			.sum();
	}

	private static Throwable failure(Future<String> call) {
		return catchThrowableOfType(ExecutionException.class, () -> call.get(15, TimeUnit.SECONDS));
	}

	private static String messages(Throwable failure) {
		StringBuilder messages = new StringBuilder();
		Calls.causes(failure).forEach((cause) -> messages.append(cause.getMessage()).append('\n'));
		return messages.toString();
	}

	/**
	 * Sockets of the JDK, which report the loss of a connection in another way.
	 */
	@Configuration(proxyBeanMethods = false)
	static class OfTheJdk {

		@Bean(destroyMethod = "dispose")
		LoopResources loops() {
			return LoopResources.create("jdk", 1, true);
		}

		@Bean
		HttpClientCustomizer ofTheJdk(LoopResources loops) {
			return (client, http) -> http.runOn(loops, false);
		}

	}

}
