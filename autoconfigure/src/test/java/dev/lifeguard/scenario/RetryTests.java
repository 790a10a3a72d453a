package dev.lifeguard.scenario;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

import dev.lifeguard.failure.CallTimeoutException;
import dev.lifeguard.testsupport.Answers;
import dev.lifeguard.testsupport.Answers.Arrival;
import dev.lifeguard.testsupport.App;
import dev.lifeguard.testsupport.Calls;
import dev.lifeguard.testsupport.ClosedPort;
import dev.lifeguard.testsupport.Control;
import dev.lifeguard.testsupport.RetriedFace;
import dev.lifeguard.testsupport.RetriedFace.Sent;
import dev.lifeguard.testsupport.ScriptedServer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * How a call is repeated: when, for how long, with what in its hands, and how it ends.
 */
class RetryTests {

	private static final String BUSY = "503 Busy";

	private static final String LATER = BUSY + "\r\nRetry-After: 1";

	private static final String LARGE = "HTTP/1.1 503 Busy\r\nRetry-After: 1\r\nContent-Length: 1000000\r\n\r\n";

	private static App app(RetriedFace face, String... settings) {
		return App.lifeguard(WebApplicationType.NONE, face.sources(), settings);
	}

	private static <T> T get(Future<T> call) throws Exception {
		return call.get(15, TimeUnit.SECONDS);
	}

	@ParameterizedTest
	@EnumSource
	void postIsRepeatedWithAKeyOnlyAndNotBeforeTheTimeThatTheBackendAsksFor(RetriedFace face) throws Exception {
		try (App app = app(face, "pool.max-connections=1"); Answers server = Answers.of(LATER, LATER, "200 OK")) {
			Sent post = Sent.of(HttpMethod.POST, server.url()).body("body");
			ResponseEntity<String> last = get(face.call(app, post));
			assertThat(last.getStatusCode().value()).isEqualTo(503);
			assertThat(last.getHeaders().getFirst("Retry-After")).isEqualTo("1");
			assertThat(server.arrivals()).hasSize(1);
			assertThat(get(face.call(app, post.with("Idempotency-Key", "7"))).getStatusCode().value()).isEqualTo(200);
			assertThat(server.arrivals()).hasSize(3);
			assertThat(between(server.arrivals(), 1, 2)).isBetween(Duration.ofSeconds(1), Duration.ofMillis(2500));
		}
	}

	/**
	 * Apache's client asks nobody: it repeats every request whose answer is 503.
	 */
	@Control
	@Test
	void plainClientSendsThePostTwice() throws Exception {
		try (App app = App.plain("spring.http.clients.imperative.factory=http-components");
				Answers server = Answers.of(LATER, "200 OK")) {
			app.restClient().post().uri(server.url()).body("body").retrieve().toBodilessEntity();
			assertThat(server.arrivals()).hasSize(2);
		}
	}

	@ParameterizedTest
	@EnumSource
	void backendThatAsksForMillisecondsIsNotAskedEarlier(RetriedFace face) throws Exception {
		try (App app = app(face, "retry.backoff.base=1ms");
				Answers server = Answers.of("429 Slow down\r\nRetry-After: 20\r\nRetry-After-Ms: 700", "200 OK")) {
			assertThat(get(face.call(app, Sent.of(HttpMethod.GET, server.url()))).getStatusCode().value())
				.isEqualTo(200);
			assertThat(between(server.arrivals(), 0, 1)).isBetween(Duration.ofMillis(700), Duration.ofSeconds(10));
		}
	}

	private static Duration between(List<Arrival> arrivals, int first, int second) {
		return Duration.ofNanos(arrivals.get(second).nanos() - arrivals.get(first).nanos());
	}

	@ParameterizedTest
	@EnumSource
	void nothingIsHeldDuringTheBackoffHoweverLargeTheAnswer(RetriedFace face) throws Exception {
		try (App app = app(face, "pool.max-connections=1"); ScriptedServer server = largeThenOk()) {
			Future<ResponseEntity<String>> call = face.call(app, Sent.of(HttpMethod.GET, server.url()));
			await().until(() -> server.requests() == 1);
			await().atMost(Duration.ofMillis(600)).until(() -> app.snapshot().active() == 0);
			await().during(Duration.ofMillis(200)).until(() -> app.snapshot().active() == 0);
			assertThat(call).isNotDone();
			assertThat(get(call).getStatusCode().value()).isEqualTo(200);
			assertThat(server.requests()).isEqualTo(2);
			app.assertNothingHeld();
		}
	}

	@ParameterizedTest
	@EnumSource
	void thirdAttemptSucceedsAndTheMetersShowNoConnectionHeldInBetween(RetriedFace face) throws Exception {
		try (App app = app(face, "pool.max-connections=1"); Answers server = Answers.of(LATER, LATER, "200 OK")) {
			Future<ResponseEntity<String>> call = face.call(app, Sent.of(HttpMethod.GET, server.url()));
			for (int attempt = 1; attempt < 3; attempt++) {
				int arrived = attempt;
				await().until(() -> server.arrivals().size() == arrived);
				await().atMost(Duration.ofMillis(600)).until(() -> active(app) == 0);
				await().during(Duration.ofMillis(200)).until(() -> active(app) == 0);
				assertThat(server.arrivals()).hasSize(arrived);
			}
			assertThat(get(call).getStatusCode().value()).isEqualTo(200);
			assertThat(server.arrivals()).hasSize(3);
		}
	}

	private static double active(App app) {
		return app.bean(MeterRegistry.class)
			.get("lifeguard.connections")
			.tags("client", "orders", "state", "active")
			.gauge()
			.value();
	}

	private static ScriptedServer largeThenOk() {
		AtomicReference<String> next = new AtomicReference<>(LARGE + "x".repeat(100_000));
		return ScriptedServer
			.start((exchange) -> exchange.send(next.getAndSet("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")));
	}

	@ParameterizedTest
	@EnumSource
	void oneDeadlineBoundsAllAttempts(RetriedFace face) throws Exception {
		try (App app = app(face, "timeout.response=800ms", "timeout.call=1500ms", "retry.backoff.base=1ms");
				ScriptedServer server = ScriptedServer.start(ScriptedServer.Exchange::hold)) {
			long start = System.nanoTime();
			Future<ResponseEntity<String>> call = face.call(app, Sent.of(HttpMethod.GET, server.url()));
			assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> get(call))
				.satisfies((failure) -> assertThat(Calls.causes(failure))
					.anySatisfy((cause) -> assertThat(cause).isInstanceOf(CallTimeoutException.class)
						.hasMessageContaining("phase=CALL")
						.hasMessageContaining("limit=1500ms")));
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofMillis(1490),
					Duration.ofMillis(2300));
			assertThat(server.requests()).isEqualTo(2);
			app.assertNothingHeld();
		}
	}

	@ParameterizedTest
	@EnumSource
	void waitThatDoesNotFitIsNotBegun(RetriedFace face) throws Exception {
		try (App app = app(face, "timeout.call=2s", "timeout.response=1s");
				Answers server = Answers.of(BUSY + "\r\nRetry-After: 60")) {
			long start = System.nanoTime();
			ResponseEntity<String> answer = get(face.call(app, Sent.of(HttpMethod.GET, server.url())));
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
			assertThat(answer.getHeaders().getFirst("Retry-After")).isEqualTo("60");
			assertThat(answer.getBody()).isEqualTo("bod");
			assertThat(count(app, "DEADLINE")).isEqualTo(1);
		}
	}

	@ParameterizedTest
	@EnumSource
	void callerWhoGoesDuringTheBackoffEndsTheCall(RetriedFace face) throws Exception {
		try (App app = app(face, "pool.max-connections=1"); Answers server = Answers.of(LATER)) {
			Future<ResponseEntity<String>> call = face.call(app, Sent.of(HttpMethod.GET, server.url()));
			await().until(() -> count(app, "RETRIED") == 1);
			call.cancel(true);
			await().during(Duration.ofMillis(1500))
				.atMost(Duration.ofSeconds(3))
				.until(() -> server.arrivals().size() == 1);
			app.assertNothingHeld();
		}
	}

	@Test
	void interruptedThreadStaysInterruptedAndGetsAnIoException() throws Exception {
		try (App app = App.lifeguard("pool.max-connections=1"); Answers server = Answers.of(LATER)) {
			AtomicReference<Throwable> failure = new AtomicReference<>();
			RestClient client = app.restClient();
			Thread caller = new Thread(() -> call(client, server.url(), failure));
			caller.start();
			await().until(() -> count(app, "RETRIED") == 1);
			caller.interrupt();
			await().atMost(Duration.ofMillis(700)).until(() -> failure.get() != null);
			assertThat(failure.get()).hasCauseInstanceOf(InterruptedIOException.class);
			assertThat(failure.get().getCause().getSuppressed()).singleElement()
				.asString()
				.contains("attempt 1: status 503");
		}
	}

	private static void call(RestClient client, String url, AtomicReference<Throwable> failure) {
		try {
			client.get().uri(url).retrieve().toBodilessEntity();
		}
		catch (RuntimeException ex) {
			failure.set(Thread.currentThread().isInterrupted() ? ex : null);
		}
	}

	@ParameterizedTest
	@EnumSource
	void attemptsBeforeAreBeneathTheLastFailure(RetriedFace face) throws Exception {
		try (App app = app(face, "retry.backoff.base=1ms");
				Answers server = Answers.of(BUSY + "\r\nConnection: close", Answers.RESET)) {
			Future<ResponseEntity<String>> call = face.call(app, Sent.of(HttpMethod.GET, server.url()));
			assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> get(call))
				.withStackTraceContaining("Suppressed: attempt 1: status 503 after ")
				.withStackTraceContaining("Suppressed: attempt 2: failed after ");
			assertThat(server.arrivals()).hasSize(3);
			assertThat(count(app, "RETRIED")).isEqualTo(2);
			assertThat(count(app, "EXHAUSTED")).isEqualTo(1);
		}
	}

	@ParameterizedTest
	@EnumSource
	void requestThatWasNeverSentIsRepeatedWhateverItsMethod(RetriedFace face) throws Exception {
		String refusing = "http://127.0.0.1:" + ClosedPort.find();
		try (App app = app(face, "retry.backoff.base=1ms")) {
			Future<ResponseEntity<String>> call = face.call(app, Sent.of(HttpMethod.POST, refusing).body("body"));
			assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> get(call));
			assertThat(count(app, "RETRIED")).isEqualTo(2);
			app.assertNothingHeld();
		}
	}

	@ParameterizedTest
	@EnumSource
	void exhaustedPoolIsNotAskedAgain(RetriedFace face) throws Exception {
		try (App app = app(face, "pool.max-connections=1", "pool.max-pending=0");
				ScriptedServer server = ScriptedServer.start(ScriptedServer.Exchange::hold)) {
			Sent get = Sent.of(HttpMethod.GET, server.url());
			Future<ResponseEntity<String>> first = face.call(app, get);
			await().until(() -> server.requests() == 1);
			assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> get(face.call(app, get)))
				.withStackTraceContaining("reason=QUEUE_FULL");
			assertThat(app.bean(MeterRegistry.class).find("lifeguard.retries").counters()).isNotEmpty()
				.allMatch((counter) -> counter.count() == 0);
			first.cancel(true);
		}
	}

	@ParameterizedTest
	@EnumSource
	void attemptsAreNumberedIfThatIsWanted(RetriedFace face) throws Exception {
		try (App app = app(face, "retry.backoff.base=1ms", "retry.attempt-header=true");
				Answers server = Answers.of(BUSY)) {
			get(face.call(app, Sent.of(HttpMethod.GET, server.url())));
			assertThat(server.arrivals()).extracting((arrival) -> header(arrival, "X-Retry-Attempt"))
				.containsExactly("", "2", "3");
			assertThat(server.arrivals()).extracting((arrival) -> header(arrival, "X-Hook"))
				.containsOnly((face.sources().length > 0) ? "1" : "");
		}
	}

	private static String header(Arrival arrival, String name) {
		return arrival.head()
			.lines()
			.filter((line) -> line.startsWith(name + ": "))
			.map((line) -> line.substring(name.length() + 2))
			.collect(Collectors.joining(","));
	}

	private static double count(App app, String outcome) {
		Counter counter = app.bean(MeterRegistry.class)
			.find("lifeguard.retries")
			.tags("client", "orders", "outcome", outcome)
			.counter();
		return (counter != null) ? counter.count() : 0;
	}

}
