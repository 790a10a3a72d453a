package dev.lifeguard.scenario;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import dev.lifeguard.testsupport.App;
import dev.lifeguard.testsupport.Control;
import dev.lifeguard.testsupport.Face;
import dev.lifeguard.testsupport.ScriptedServer;
import dev.lifeguard.testsupport.ScriptedServer.Script;
import dev.lifeguard.testsupport.SocketTable;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Kept connections that the other side has given up.
 */
class StaleConnectionTests {

	private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

	private final AtomicInteger handled = new AtomicInteger();

	private final AtomicInteger forgotten = new AtomicInteger();

	/**
	 * Answers the first request of each connection, and resets at the second.
	 */
	private final Script resetsTheSecond = (exchange) -> {
		if (exchange.number() > 1) {
			exchange.reset();
			return;
		}
		this.handled.incrementAndGet();
		exchange.send(OK);
	};

	@ParameterizedTest
	@EnumSource
	void getIsSentOnceMoreOnAFreshConnection(Face face) throws Exception {
		try (App app = App.lifeguard("retry.enabled=false", "pool.max-connections=2");
				ScriptedServer server = ScriptedServer.start(this.resetsTheSecond)) {
			for (int call = 1; call <= 10; call++) {
				assertThat(app.caller(face).get(server.url()).get(5, TimeUnit.SECONDS)).isEqualTo("ok");
				assertThat(this.handled).hasValue(call);
			}
			assertThat(staleCount(app)).isBetween(1.0, 9.0);
			app.assertNothingHeld();
		}
	}

	@ParameterizedTest
	@EnumSource
	void postFailsWithAHintAndIsNotSentAgain(Face face) throws Exception {
		try (App app = App.lifeguard("pool.max-connections=2");
				ScriptedServer server = ScriptedServer.start(this.resetsTheSecond)) {
			assertThat(app.caller(face).post(server.url(), "a").get(5, TimeUnit.SECONDS)).isEqualTo("ok");
			await().until(() -> app.snapshot().idle() == 1);
			assertThatExceptionOfType(ExecutionException.class)
				.isThrownBy(() -> app.caller(face).post(server.url(), "b").get(5, TimeUnit.SECONDS))
				.withStackTraceContaining("StaleConnectionException: client=orders remote=127.0.0.1")
				.withStackTraceContaining("reused=true")
				.withStackTraceContaining("Hint: the peer");
			assertThat(server.requests()).isEqualTo(2);
			assertThat(staleCount(app)).isOne();
			app.assertNothingHeld();
		}
	}

	@Control
	@ParameterizedTest
	@EnumSource
	void plainClientFails(Face face) throws Exception {
		try (App app = App.bounded(2); ScriptedServer server = ScriptedServer.start(this.resetsTheSecond)) {
			assertThat(app.caller(face).get(server.url()).get(5, TimeUnit.SECONDS)).isEqualTo("ok");
			await().until(() -> app.active() == 0);
			assertThatExceptionOfType(ExecutionException.class)
				.isThrownBy(() -> app.caller(face).get(server.url()).get(5, TimeUnit.SECONDS));
		}
	}

	/**
	 * Promises to keep idle connections for 2 s, and has forgotten them after that
	 * without a word: whoever uses one is reset.
	 */
	private ScriptedServer forgetful() {
		Map<Object, Long> lastUsed = new ConcurrentHashMap<>();
		return ScriptedServer.start((exchange) -> {
			long now = System.nanoTime();
			Long last = lastUsed.put(exchange.connection(), now);
			if (last != null && now - last > TimeUnit.SECONDS.toNanos(2)) {
				this.forgotten.incrementAndGet();
				exchange.reset();
				return;
			}
			exchange.read(exchange.contentLength());
			exchange.send("HTTP/1.1 200 OK\r\nKeep-Alive: timeout=2\r\nContent-Length: 2\r\n\r\nok");
		});
	}

	private static Future<String> postAfter2500Millis(App app, Face face, ScriptedServer server) throws Exception {
		assertThat(app.caller(face).get(server.url()).get(5, TimeUnit.SECONDS)).isEqualTo("ok");
		ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
		try {
			return clock.schedule(() -> app.caller(face).post(server.url(), "b"), 2500, TimeUnit.MILLISECONDS)
				.get(5, TimeUnit.SECONDS);
		}
		finally {
			clock.shutdownNow();
		}
	}

	@ParameterizedTest
	@EnumSource
	void connectionIsNotUsedForLongerThanItsServerPromises(Face face) throws Exception {
		try (App app = App.lifeguard("retry.enabled=false"); ScriptedServer server = forgetful()) {
			Future<String> second = postAfter2500Millis(app, face, server);
			assertThat(second.get(5, TimeUnit.SECONDS)).isEqualTo("ok");
			assertThat(server.requests()).isEqualTo(2);
			assertThat(this.forgotten).hasValue(0);
			assertThat(staleCount(app)).isZero();
		}
	}

	/**
	 * It may send the request again by itself, POST or not.
	 */

	@Control
	@ParameterizedTest
	@EnumSource
	void plainClientUsesIt(Face face) throws Exception {
		try (App app = App.bounded(2); ScriptedServer server = forgetful()) {
			Future<String> second = postAfter2500Millis(app, face, server);
			catchThrowable(() -> second.get(5, TimeUnit.SECONDS));
			assertThat(this.forgotten).hasPositiveValue();
		}
	}

	@ParameterizedTest
	@EnumSource
	void idleConnectionsThatTheServerClosesAreGone(Face face) throws Exception {
		CountDownLatch arrived = new CountDownLatch(5);
		Script closesLater = (exchange) -> {
			arrived.countDown();
			arrived.await();
			exchange.send(OK).hold().close();
		};
		try (App app = App.lifeguard("pool.max-connections=5");
				ScriptedServer server = ScriptedServer.start(closesLater)) {
			var calls = IntStream.range(0, 5).mapToObj((index) -> app.caller(face).get(server.url())).toList();
			for (var call : calls) {
				assertThat(call.get(5, TimeUnit.SECONDS)).isEqualTo("ok");
			}
			await().until(() -> app.snapshot().idle() == 5);
			assumeTrue(SocketTable.isReadable(), "the system has no list of its sockets");
			assertThat(SocketTable.established(URI.create(server.url()).getPort())).isEqualTo(5);
			server.release();
			await().atMost(Duration.ofSeconds(2))
				.until(() -> app.snapshot().idle() == 0
						&& SocketTable.inCloseWait(URI.create(server.url()).getPort()) == 0);
			assertThat(app.bean(MeterRegistry.class)
				.get("lifeguard.connections.evicted")
				.tag("reason", "PEER")
				.counter()
				.count()).isEqualTo(5);
		}
	}

	private static double staleCount(App app) {
		return app.bean(MeterRegistry.class)
			.get("lifeguard.connections.stale")
			.tag("client", "orders")
			.counter()
			.count();
	}

}
