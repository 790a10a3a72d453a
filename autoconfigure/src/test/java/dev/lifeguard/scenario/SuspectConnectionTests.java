package dev.lifeguard.scenario;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

import dev.lifeguard.failure.CallTimeoutException;
import dev.lifeguard.testsupport.App;
import dev.lifeguard.testsupport.Calls;
import dev.lifeguard.testsupport.Control;
import dev.lifeguard.testsupport.Face;
import dev.lifeguard.testsupport.ScriptedServer;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

/**
 * Kept connections that something on the way has forgotten, and those whose peer says
 * that it has waited for too long.
 */
class SuspectConnectionTests {

	private static final int KEPT = 10;

	private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

	private static final String TIMEOUT = "HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 4\r\n\r\nidle";

	@ParameterizedTest
	@EnumSource
	void retryGoesOutOnAFreshConnection(Face face) throws Exception {
		Forgetful forgetful = new Forgetful(KEPT);
		try (ScriptedServer server = ScriptedServer.start(forgetful);
				App app = App.lifeguard("timeout.response=500ms", "timeout.call=20s", "pool.trim-idle=false")) {
			keep(app, face, server);
			forgetful.forgotten.set(true);
			assertThat(app.caller(face).get(server.url()).get(10, TimeUnit.SECONDS)).isEqualTo("ok");
			assertThat(forgetful.asked).hasSize(1);
			assertThat(server.connections()).isEqualTo(KEPT + 1);
			await().until(() -> evicted(app, "SUSPECT") == KEPT - 1);
			app.assertNothingHeld();
		}
	}

	@ParameterizedTest
	@EnumSource
	void callThatMustNotBeRepeatedIsTheOnlyOneToFail(Face face) throws Exception {
		Forgetful forgetful = new Forgetful(KEPT);
		try (ScriptedServer server = ScriptedServer.start(forgetful);
				App app = App.lifeguard("timeout.response=500ms", "timeout.call=20s", "pool.trim-idle=false")) {
			keep(app, face, server);
			forgetful.forgotten.set(true);
			ExecutionException failure = catchThrowableOfType(ExecutionException.class,
					() -> app.caller(face).post(server.url(), "a").get(10, TimeUnit.SECONDS));
			assertThat(Calls.causes(failure)).anyMatch(CallTimeoutException.class::isInstance);
			for (int call = 0; call < KEPT; call++) {
				assertThat(app.caller(face).post(server.url(), "a").get(10, TimeUnit.SECONDS)).isEqualTo("ok");
			}
			assertThat(forgetful.asked).hasSize(1);
			app.assertNothingHeld();
		}
	}

	/**
	 * The deadline of a call may come first.
	 */
	@ParameterizedTest
	@EnumSource
	void deadlineMakesTheNeighboursSuspectAsWell(Face face) throws Exception {
		Forgetful forgetful = new Forgetful(KEPT);
		try (ScriptedServer server = ScriptedServer.start(forgetful);
				App app = App.lifeguard("timeout.response=1s", "timeout.call=1s", "pool.trim-idle=false",
						"retry.enabled=false")) {
			keep(app, face, server);
			forgetful.forgotten.set(true);
			catchThrowableOfType(ExecutionException.class,
					() -> app.caller(face).get(server.url()).get(10, TimeUnit.SECONDS));
			assertThat(app.caller(face).get(server.url()).get(10, TimeUnit.SECONDS)).isEqualTo("ok");
			assertThat(forgetful.asked).hasSize(1);
		}
	}

	/**
	 * A connection that has been answered since is not suspect: the backend is slow for
	 * one request.
	 */
	@ParameterizedTest
	@EnumSource
	void neighbourThatWasAnsweredSinceStays(Face face) throws Exception {
		CountDownLatch together = new CountDownLatch(2);
		try (ScriptedServer server = ScriptedServer.start((exchange) -> {
			if (exchange.head().contains(" /slow ")) {
				exchange.hold();
			}
			together.countDown();
			together.await();
			exchange.send(OK);
		});
				App app = App.lifeguard("timeout.response=2s", "timeout.call=20s", "pool.trim-idle=false",
						"retry.enabled=false")) {
			keep(app, face, server, 2);
			Future<String> slow = app.caller(face).get(server.url() + "/slow");
			await().until(() -> app.snapshot().active() == 1);
			assertThat(app.caller(face).get(server.url()).get(10, TimeUnit.SECONDS)).isEqualTo("ok");
			catchThrowableOfType(ExecutionException.class, () -> slow.get(10, TimeUnit.SECONDS));
			app.assertNothingHeld();
			assertThat(app.snapshot().idle()).isOne();
			assertThat(evicted(app, "SUSPECT")).isZero();
		}
	}

	@Control
	@ParameterizedTest
	@EnumSource
	void plainClientUsesOneAfterTheOther(Face face) throws Exception {
		Forgetful forgetful = new Forgetful(KEPT);
		try (ScriptedServer server = ScriptedServer.start(forgetful);
				App app = App.plain("spring.http.clients.read-timeout=500ms")) {
			keep(app, face, server);
			await().until(() -> server.connectionsOpen() == KEPT);
			forgetful.forgotten.set(true);
			for (int call = 0; call < 3; call++) {
				catchThrowableOfType(ExecutionException.class,
						() -> app.caller(face).get(server.url()).get(10, TimeUnit.SECONDS));
			}
			assertThat(forgetful.asked).hasSizeGreaterThanOrEqualTo(2);
		}
	}

	private static void keep(App app, Face face, ScriptedServer server) throws Exception {
		keep(app, face, server, KEPT);
	}

	private static void keep(App app, Face face, ScriptedServer server, int connections) throws Exception {
		List<Future<String>> calls = new ArrayList<>();
		for (int call = 0; call < connections; call++) {
			calls.add(app.caller(face).get(server.url()));
		}
		for (Future<String> call : calls) {
			assertThat(call.get(10, TimeUnit.SECONDS)).isEqualTo("ok");
		}
		assertThat(server.connections()).isEqualTo(connections);
	}

	private static double evicted(App app, String reason) {
		return app.bean(MeterRegistry.class)
			.find("lifeguard.connections.evicted")
			.tag("reason", reason)
			.counters()
			.stream()
			.mapToDouble((counter) -> counter.count())
			.sum();
	}

	static Stream<Arguments> calls() {
		return Stream.of(Face.values())
			.flatMap((face) -> Stream.of(Arguments.of(face, true), Arguments.of(face, false)));
	}

	private static Future<String> call(App app, Face face, boolean get, String url) {
		return get ? app.caller(face).get(url) : app.caller(face).post(url, "body");
	}

	/**
	 * The peer had closed the connection when the request came, and had said so.
	 */
	@ParameterizedTest
	@MethodSource("calls")
	void requestThatWasNotReadIsSentAgain(Face face, boolean get) throws Exception {
		try (ScriptedServer server = ScriptedServer.start((exchange) -> {
			exchange.read(exchange.contentLength());
			if (exchange.number() > 1) {
				exchange.send(TIMEOUT).close();
			}
			exchange.send(OK);
		}); App app = App.lifeguard("pool.trim-idle=false")) {
			for (int call = 0; call < 5; call++) {
				assertThat(call(app, face, get, server.url()).get(10, TimeUnit.SECONDS)).isEqualTo("ok");
				app.assertNothingHeld();
			}
			assertThat(app.bean(MeterRegistry.class).get("lifeguard.connections.stale").counter().count()).isPositive();
		}
	}

	@ParameterizedTest
	@MethodSource("calls")
	void timeoutOfTheRequestItselfIsHandedOver(Face face, boolean get) throws Exception {
		try (ScriptedServer server = ScriptedServer.start((exchange) -> {
			exchange.read(exchange.contentLength());
			boolean late = exchange.number() > 1 && !exchange.isReleasedWithin(1500);
			if (late || exchange.head().contains(" /first ")) {
				exchange.send(TIMEOUT).close();
			}
			exchange.send(OK);
		}); App app = App.lifeguard("retry.enabled=false", "pool.trim-idle=false")) {
			assertTimeout(call(app, face, get, server.url() + "/first"));
			assertThat(call(app, face, get, server.url()).get(10, TimeUnit.SECONDS)).isEqualTo("ok");
			await().until(() -> app.snapshot().idle() == 1);
			assertTimeout(call(app, face, get, server.url()));
			assertThat(server.requests()).isEqualTo(3);
			app.assertNothingHeld();
		}
	}

	@Control
	@ParameterizedTest
	@MethodSource("calls")
	void plainClientHandsItOver(Face face, boolean get) throws Exception {
		try (ScriptedServer server = ScriptedServer.start((exchange) -> {
			exchange.read(exchange.contentLength());
			exchange.send((exchange.number() > 1) ? TIMEOUT : OK);
		}); App app = App.bounded(1)) {
			await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
				catchThrowable(() -> call(app, face, get, server.url()).get(10, TimeUnit.SECONDS));
				assertTimeout(call(app, face, get, server.url()));
			});
		}
	}

	private static void assertTimeout(Future<String> call) {
		ExecutionException failure = catchThrowableOfType(ExecutionException.class,
				() -> call.get(10, TimeUnit.SECONDS));
		assertThat(failure).hasStackTraceContaining("408 Request Timeout");
	}

	static Stream<Arguments> promises() {
		return Stream.of(Face.values())
			.flatMap((face) -> Stream.of("timeout=0", "timeout=30, max=0")
				.map((promise) -> Arguments.of(face, promise)));
	}

	@ParameterizedTest
	@MethodSource("promises")
	void connectionThatIsNotKeptIsNotUsedAgain(Face face, String promise) throws Exception {
		try (ScriptedServer server = keeping(promise); App app = App.lifeguard("pool.trim-idle=false")) {
			for (int call = 0; call < 3; call++) {
				assertThat(app.caller(face).get(server.url()).get(10, TimeUnit.SECONDS)).isEqualTo("ok");
				app.assertNothingHeld();
			}
			assertThat(server.connections()).isEqualTo(3);
		}
	}

	@Control
	@ParameterizedTest
	@MethodSource("promises")
	void plainClientUsesItAgain(Face face, String promise) throws Exception {
		try (ScriptedServer server = keeping(promise); App app = App.bounded(1)) {
			for (int call = 0; call < 3; call++) {
				assertThat(app.caller(face).get(server.url()).get(10, TimeUnit.SECONDS)).isEqualTo("ok");
				await().until(() -> app.active() == 0);
			}
			assertThat(server.connections()).isOne();
		}
	}

	private static ScriptedServer keeping(String promise) {
		return ScriptedServer.start((exchange) -> exchange
			.send("HTTP/1.1 200 OK\r\nKeep-Alive: " + promise + "\r\nContent-Length: 2\r\n\r\nok"));
	}

	/**
	 * Keeps connections until it has forgotten all of them, and answers on new ones only
	 * from then on.
	 */
	private static final class Forgetful implements ScriptedServer.Script {

		private final CountDownLatch together;

		private final AtomicBoolean forgotten = new AtomicBoolean();

		private final Set<Object> known = ConcurrentHashMap.newKeySet();

		private final Set<Object> asked = ConcurrentHashMap.newKeySet();

		Forgetful(int together) {
			this.together = new CountDownLatch(together);
		}

		@Override
		public void serve(ScriptedServer.Exchange exchange) throws IOException, InterruptedException {
			exchange.read(exchange.contentLength());
			if (!this.forgotten.get()) {
				this.known.add(exchange.connection());
				this.together.countDown();
				this.together.await();
			}
			else if (this.known.contains(exchange.connection())) {
				this.asked.add(exchange.connection());
				exchange.hold();
			}
			exchange.send(OK);
		}

	}

}
