package dev.lifeguard.scenario;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.lifeguard.testsupport.App;
import dev.lifeguard.testsupport.Backend;
import dev.lifeguard.testsupport.Control;
import dev.lifeguard.testsupport.Face;
import dev.lifeguard.testsupport.Face.Caller;
import dev.lifeguard.testsupport.RetriedFace;
import dev.lifeguard.testsupport.RetriedFace.Sent;
import dev.lifeguard.testsupport.ScriptedServer;
import dev.lifeguard.testsupport.ScriptedServer.Exchange;
import dev.lifeguard.testsupport.ScriptedServer.Script;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.http.HttpMethod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * What the pages for those who come from another client promise of the pool and of its
 * connections, where no other scenario shows it.
 */
class ComingFromTests {

	private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

	private static final int HOSTS = 12;

	private final List<String> served = new CopyOnWriteArrayList<>();

	private final List<Object> used = new CopyOnWriteArrayList<>();

	@Test
	void waitForAPlaceEndsThoughNothingIsSet() throws Exception {
		try (App app = App.lifeguard("pool.max-connections=2");
				ScriptedServer server = ScriptedServer.start(Exchange::hold)) {
			List<Future<String>> waiting = waitBehindOthers(app, server);
			assertThat(waiting).allSatisfy((call) -> assertThatExceptionOfType(ExecutionException.class)
				.isThrownBy(() -> call.get(5, TimeUnit.SECONDS))
				.withStackTraceContaining("reason=ACQUIRE_TIMEOUT"));
		}
	}

	@Control
	@Test
	void plainClientStillWaits() throws Exception {
		try (App app = App.bounded(1); ScriptedServer server = ScriptedServer.start(Exchange::hold)) {
			List<Future<String>> waiting = waitBehindOthers(app, server);
			await().until(() -> app.pending() == 2);
			await().during(Duration.ofMillis(1500)).until(() -> waiting.stream().noneMatch(Future::isDone));
			waiting.forEach((call) -> call.cancel(true));
		}
	}

	/**
	 * A call of each face is served and never ends, and one of each waits: at two places
	 * of one pool, or at one of each pool where each face has its own.
	 */
	private static List<Future<String>> waitBehindOthers(App app, ScriptedServer server) {
		callsOfBoth(app, server.url());
		await().until(() -> server.requests() == 2);
		return callsOfBoth(app, server.url());
	}

	private static List<Future<String>> callsOfBoth(App app, String url) {
		return Stream.of(Face.values()).map((face) -> app.caller(face).get(url)).toList();
	}

	@Test
	void connectionIsKeptForTheNextCallAndClosedWhenItHasBeenIdleForTooLong() throws Exception {
		try (Backend first = Backend.start();
				Backend backend = Backend.start();
				App app = App.lifeguard("pool.max-idle-time=1s", "pool.evict-interval=100ms", "pool.trim-idle=false")) {
			// classes are loaded once, and that may take longer than a connection is kept
			callWithBoth(app, first);
			callWithBoth(app, backend);
			callWithBoth(app, backend);
			assertThat(backend.connectionsOpened()).isOne();
			await().until(() -> backend.connectionsOpen() == 0 && first.connectionsOpen() == 0);
			await().ignoreExceptions().untilAsserted(() -> assertThat(evictedAsIdle(app, backend)).isOne());
		}
	}

	private static void callWithBoth(App app, Backend backend) throws Exception {
		for (Face face : Face.values()) {
			call(app.caller(face), backend.url());
			app.assertNothingHeld();
		}
	}

	@Control
	@Test
	void plainClientKeepsItForEver() throws Exception {
		try (Backend backend = Backend.start(); App app = App.plain()) {
			for (Face face : Face.values()) {
				call(app.caller(face), backend.url());
			}
			await().during(Duration.ofMillis(1200))
				.until(() -> backend.connectionsOpen() == backend.connectionsOpened());
		}
	}

	private static double evictedAsIdle(App app, Backend backend) {
		return app.bean(MeterRegistry.class)
			.get("lifeguard.connections.evicted")
			.tags("reason", "IDLE", "remote", "127.0.0.1:" + backend.port())
			.counter()
			.count();
	}

	@Test
	void everyHostKeepsItsConnectionHoweverManyThereAre() throws Exception {
		List<Backend> backends = IntStream.range(0, HOSTS).mapToObj((index) -> Backend.start()).toList();
		try (App app = App.lifeguard("pool.trim-idle=false")) {
			for (Face face : List.of(Face.REST_CLIENT, Face.WEB_CLIENT, Face.REST_CLIENT)) {
				for (Backend backend : backends) {
					call(app.caller(face), backend.url());
				}
				app.assertNothingHeld();
			}
			assertThat(backends).allSatisfy((backend) -> assertThat(backend.connectionsOpened()).isOne());
			assertThat(app.snapshot().idle()).isEqualTo(HOSTS);
		}
		finally {
			backends.forEach(Backend::close);
		}
	}

	@Test
	void burstFindsTheConnectionsOfTheOneBefore() throws Exception {
		try (Backend backend = Backend.start(); App app = App.lifeguard("pool.max-connections=10")) {
			burst(app.caller(Face.REST_CLIENT), backend);
			await().during(Duration.ofMillis(1100)).until(() -> app.snapshot().idle() == 10);
			burst(app.caller(Face.WEB_CLIENT), backend);
			await().until(() -> app.snapshot().idle() == 10);
			burst(app.caller(Face.REST_CLIENT), backend);
			assertThat(backend.connectionsOpened()).isEqualTo(10);
		}
	}

	private static void burst(Caller caller, Backend backend) throws Exception {
		backend.shut();
		List<Future<String>> calls = IntStream.range(0, 10).mapToObj((index) -> caller.get(backend.url())).toList();
		await().until(() -> backend.inFlight() == 10);
		backend.open();
		for (Future<String> call : calls) {
			assertThat(call.get(5, TimeUnit.SECONDS)).contains("ok");
		}
	}

	@ParameterizedTest
	@EnumSource
	void connectionThatWasUsedLastIsUsedNext(Face face) throws Exception {
		try (App app = App.lifeguard("pool.max-connections=10");
				ScriptedServer server = ScriptedServer.start(threeAtOnceFirst())) {
			callThreeAtOnceAndThenThreeInARow(app, face, server);
			assertThat(this.used.subList(3, 6)).containsOnly(this.used.get(3));
		}
	}

	@Control
	@ParameterizedTest
	@EnumSource
	void plainClientUsesThemInTurn(Face face) throws Exception {
		try (App app = App.bounded(3); ScriptedServer server = ScriptedServer.start(threeAtOnceFirst())) {
			callThreeAtOnceAndThenThreeInARow(app, face, server);
			assertThat(this.used.subList(3, 6)).doesNotHaveDuplicates();
		}
	}

	private Script threeAtOnceFirst() {
		CountDownLatch arrived = new CountDownLatch(3);
		return (exchange) -> {
			this.used.add(exchange.connection());
			arrived.countDown();
			arrived.await();
			exchange.send(OK);
		};
	}

	private static void callThreeAtOnceAndThenThreeInARow(App app, Face face, ScriptedServer server) throws Exception {
		for (Future<String> call : List.of(app.caller(face).get(server.url()), app.caller(face).get(server.url()),
				app.caller(face).get(server.url()))) {
			assertThat(call.get(5, TimeUnit.SECONDS)).isEqualTo("ok");
		}
		for (int call = 0; call < 3; call++) {
			await().until(() -> app.active() == 0);
			assertThat(app.caller(face).get(server.url()).get(5, TimeUnit.SECONDS)).isEqualTo("ok");
		}
	}

	@ParameterizedTest
	@CsvSource({ "REST_CLIENT, fifo, /1 /2 /3", "WEB_CLIENT, fifo, /1 /2 /3", "REST_CLIENT, lifo, /3 /2 /1",
			"WEB_CLIENT, lifo, /3 /2 /1" })
	void waitingCallersAreServedInTheOrderThatIsSet(Face face, String order, String expected) throws Exception {
		try (App app = App.lifeguard("pool.max-connections=1", "pool.max-pending=3", "pool.acquire-timeout=10s",
				"pool.order=" + order); ScriptedServer server = ScriptedServer.start(this::serveWhenReleased)) {
			assertThat(servedAfterTheFirst(app, face, server)).isEqualTo(expected);
		}
	}

	@Control
	@ParameterizedTest
	@EnumSource
	void plainClientServesTheOldestFirst(Face face) throws Exception {
		try (App app = App.bounded(1); ScriptedServer server = ScriptedServer.start(this::serveWhenReleased)) {
			assertThat(servedAfterTheFirst(app, face, server)).isEqualTo("/1 /2 /3");
		}
	}

	private void serveWhenReleased(Exchange exchange) throws IOException, InterruptedException {
		this.served.add(exchange.head().split(" ")[1]);
		exchange.hold().send(OK);
	}

	private String servedAfterTheFirst(App app, Face face, ScriptedServer server) throws Exception {
		List<Future<String>> calls = new ArrayList<>();
		calls.add(app.caller(face).get(server.url() + "/0"));
		await().until(() -> server.requests() == 1);
		for (int number = 1; number <= 3; number++) {
			int waiting = number;
			calls.add(app.caller(face).get(server.url() + "/" + number));
			await().until(() -> app.pending() == waiting);
		}
		server.release();
		for (Future<String> call : calls) {
			assertThat(call.get(5, TimeUnit.SECONDS)).isEqualTo("ok");
		}
		return String.join(" ", this.served.subList(1, this.served.size()));
	}

	@ParameterizedTest
	@EnumSource(names = { "REST_CLIENT", "WEB_CLIENT" })
	void bodyIsSentAtOnceWhateverTheRequestExpects(RetriedFace face) throws Exception {
		Script continues = (exchange) -> {
			exchange.send("HTTP/1.1 100 Continue\r\n\r\n");
			readAndAnswer(exchange);
		};
		try (App app = App.lifeguard("pool.max-connections=10");
				ScriptedServer polite = ScriptedServer.start(continues);
				ScriptedServer mute = ScriptedServer.start(ComingFromTests::readAndAnswer)) {
			for (ScriptedServer server : List.of(polite, mute)) {
				Sent sent = Sent.of(HttpMethod.POST, server.url()).body("four").with("Expect", "100-continue");
				assertThat(face.call(app, sent).get(5, TimeUnit.SECONDS).getBody()).isEqualTo("4!");
			}
			app.assertNothingHeld();
		}
	}

	private static void readAndAnswer(Exchange exchange) throws IOException {
		int read = exchange.read(exchange.contentLength());
		exchange.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n" + read + "!");
	}

	private static void call(Caller caller, String url) throws Exception {
		assertThat(caller.get(url).get(5, TimeUnit.SECONDS)).contains("ok");
	}

}
