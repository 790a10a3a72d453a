package dev.lifeguard.scenario;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.lifeguard.failure.PoolSnapshot;
import dev.lifeguard.testsupport.Alone;
import dev.lifeguard.testsupport.App;
import dev.lifeguard.testsupport.Backend;
import dev.lifeguard.testsupport.Calls;
import dev.lifeguard.testsupport.Calls.Outcome;
import dev.lifeguard.testsupport.Control;
import dev.lifeguard.testsupport.Face;
import dev.lifeguard.testsupport.Face.Caller;
import dev.lifeguard.testsupport.ScriptedServer;
import dev.lifeguard.testsupport.ScriptedServer.Script;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.netty.http.HttpProtocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Callers that go away at any moment.
 */
@Alone
class CancellationTests {

	private static final int CALLS = 10_000;

	private static final int LONG_CALLS = 1000;

	private static final long MOST_NANOS = TimeUnit.MILLISECONDS.toNanos(6);

	private final Backend backend = Backend.start();

	@AfterEach
	void stopBackend() {
		this.backend.close();
	}

	@ParameterizedTest
	@EnumSource
	void everyPlaceComesBackFromCallsCancelledAtRandom(Face face) throws Exception {
		try (App app = App.lifeguard("pool.max-connections=8", "pool.max-pending=40")) {
			this.backend.delay(Duration.ofMillis(2));
			cancelAtRandom(app.caller(face));
			await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
				PoolSnapshot pool = app.snapshot();
				assertThat(pool.active() + pool.connecting() + pool.pending()).isZero();
			});
			await().untilAsserted(() -> assertThat(this.backend.connectionsOpen()).isLessThanOrEqualTo(8));
			assertThat(Calls.atOnce(8, app.caller(face), this.backend.url())).allMatch(Outcome::succeeded);
		}
	}

	private void cancelAtRandom(Caller caller) throws InterruptedException {
		ScheduledExecutorService cancelling = Executors.newSingleThreadScheduledExecutor();
		Semaphore window = new Semaphore(64);
		for (int call = 0; call < CALLS; call++) {
			window.acquire();
			Future<String> started = caller.get(this.backend.url());
			cancelling.schedule(() -> {
				started.cancel(true);
				window.release();
			}, ThreadLocalRandom.current().nextInt(8000), TimeUnit.MICROSECONDS);
		}
		window.acquire(64);
		cancelling.shutdownNow();
	}

	/**
	 * A response that is on its way to the caller when the call is cancelled is dropped,
	 * and does not wait to be taken for a leak.
	 */
	@ParameterizedTest
	@CsvSource({ "HTTP11,http1,REST_CLIENT", "HTTP11,http1,WEB_CLIENT", "H2C,h2c,REST_CLIENT", "H2C,h2c,WEB_CLIENT" })
	void cancelledCallsWithLongResponsesGiveTheirPermitsBack(HttpProtocol spoken, String protocol, Face face) {
		try (Backend backend = Backend.start(spoken);
				App app = App.lifeguard("protocol=" + protocol, "pool.max-connections=1", "leak.threshold=1m")) {
			for (int call = 0; call < LONG_CALLS; call++) {
				Future<String> started = app.caller(face).get(backend.url() + "/bytes/60MB");
				LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(MOST_NANOS));
				started.cancel(true);
				await().pollInterval(1, TimeUnit.MILLISECONDS)
					.untilAsserted(() -> assertThat(app.snapshot().active() + app.snapshot().connecting()).isZero());
			}
		}
	}

	@ParameterizedTest
	@EnumSource
	void cancelledWaitersLeaveAtOnceAndCostNoConnection(Face face) {
		try (App app = App.lifeguard("pool.max-connections=5", "pool.max-pending=100", "pool.acquire-timeout=20s")) {
			cancelWaiters(app, face);
		}
	}

	@Control
	@ParameterizedTest
	@EnumSource
	void cancelledWaitersOfPlainClientDoNot(Face face) {
		try (App app = App.bounded(5)) {
			assertThatExceptionOfType(ConditionTimeoutException.class).isThrownBy(() -> cancelWaiters(app, face))
				.withMessageContaining("was: 40");
		}
	}

	private void cancelWaiters(App app, Face face) {
		Caller caller = app.caller(face);
		this.backend.shut();
		List<Future<String>> served = start(5, caller);
		await().until(() -> this.backend.inFlight() == 5);
		List<Future<String>> waiting = start(40, caller);
		await().until(() -> app.pending() == 40);
		waiting.forEach((call) -> call.cancel(true));
		await().atMost(Duration.ofSeconds(1)).untilAsserted(() -> assertThat(app.pending()).isZero());
		this.backend.open();
		assertThat(served).allSatisfy((call) -> assertThat(body(call)).contains("ok"));
		assertThat(Calls.atOnce(5, caller, this.backend.url())).allMatch(Outcome::succeeded);
		assertThat(this.backend.connectionsOpened()).isEqualTo(5);
	}

	static Stream<Arguments> exchanges() {
		return Stream.of(Face.values())
			.flatMap(
					(face) -> Stream.of(Arguments.of(face, "first byte", (Script) ScriptedServer.Exchange::hold),
							Arguments.of(face, "body",
									(Script) (exchange) -> exchange
										.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf")
										.hold()),
							Arguments.of(face, "drip", (Script) ScriptedServer.Exchange::drip)));
	}

	@ParameterizedTest(name = "{0} {1}")
	@MethodSource("exchanges")
	void placeComesBackAtOnceFromACallerThatGoesInTheMiddle(Face face, String phase, Script script) throws Exception {
		try (App app = App.lifeguard("pool.max-connections=3"); ScriptedServer server = ScriptedServer.start(script)) {
			List<Future<String>> calls = IntStream.range(0, 3)
				.mapToObj((index) -> app.caller(face).get(server.url()))
				.toList();
			await().until(() -> app.active() == 3 && server.requests() == 3);
			calls.forEach((call) -> call.cancel(true));
			app.assertNothingHeld();
			await().untilAsserted(() -> assertThat(app.snapshot().idle()).isZero());
		}
	}

	private List<Future<String>> start(int count, Caller caller) {
		return IntStream.range(0, count).mapToObj((index) -> caller.get(this.backend.url())).toList();
	}

	private static String body(Future<String> call) throws InterruptedException, ExecutionException, TimeoutException {
		return call.get(10, TimeUnit.SECONDS);
	}

}
