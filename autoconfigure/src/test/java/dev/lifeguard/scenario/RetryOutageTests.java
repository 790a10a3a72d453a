package dev.lifeguard.scenario;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import dev.lifeguard.testsupport.Alone;
import dev.lifeguard.testsupport.App;
import dev.lifeguard.testsupport.BothFaces;
import dev.lifeguard.testsupport.BoundedBackend;
import dev.lifeguard.testsupport.Control;
import dev.lifeguard.testsupport.Face;
import dev.lifeguard.testsupport.LongRun;
import dev.lifeguard.testsupport.OpenLoop;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.LoopResources;

import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What retries do to a backend that is down, or overloaded.
 */
@Alone
@LongRun
class RetryOutageTests {

	private static final LoopResources LOOPS = LoopResources.create("down", 1, true);

	private static final String WITHOUT_RETRIES = "stock";

	private static final int PER_SECOND = 100;

	private static final Duration OUTAGE = Duration.ofSeconds(8);

	private static final int BUDGET = 10;

	private static final Duration DEADLINE = Duration.ofSeconds(1);

	private static final Duration SLOW_FROM = Duration.ofSeconds(1);

	private static final Duration SLOW_TO = SLOW_FROM.plusSeconds(3);

	private static final Duration END = SLOW_TO.plusSeconds(6);

	private static final int CALLS_AFTER = PER_SECOND * 6;

	@Test
	void backendThatIsDownGetsHardlyMoreThanTheCalls() {
		BothFaces.sideBySide(() -> App.lifeguard("pool.max-connections=50"), RetryOutageTests::warmUp);
		BothFaces.sideBySide(() -> App.lifeguard("pool.max-connections=50"),
				RetryOutageTests::assertHardlyMoreThanTheCalls);
	}

	/**
	 * Classes are loaded once; that is not what is measured.
	 */
	private static void warmUp(Face face, App app) {
		try (Broken backend = new Broken()) {
			new OpenLoop(PER_SECOND, Duration.ofSeconds(1), DEADLINE).run(caller(face, app, backend.url()));
			app.assertNothingHeld();
		}
	}

	private static void assertHardlyMoreThanTheCalls(Face face, App app) {
		try (Broken backend = new Broken()) {
			Consumer<OpenLoop.Call> caller = caller(face, app, backend.url());
			new OpenLoop(PER_SECOND, OUTAGE, DEADLINE).run(caller);
			await().atMost(Duration.ofSeconds(5)).until(() -> app.snapshot().active() == 0);
			int calls = (int) (PER_SECOND * OUTAGE.toSeconds());
			int earned = (int) OUTAGE.toSeconds() + 4;
			int requests = backend.requests.get();
			log("%s: %d calls, %d requests, %.1f tokens left", face, calls, requests, budget(app));
			assertThat(requests).isBetween(calls + earned / 3, calls + BUDGET + earned);
			assertThat(app.bean(MeterRegistry.class).find("lifeguard.connections.exhausted").counters()).isEmpty();
			backend.status.set(200);
			new OpenLoop(PER_SECOND, Duration.ofSeconds(1), DEADLINE).run(caller);
			await().atMost(Duration.ofSeconds(5)).until(() -> budget(app) > 15);
			double retried = retried(app);
			backend.status.set(503);
			new OpenLoop(10, Duration.ofSeconds(1), DEADLINE).run(caller);
			await().untilAsserted(() -> assertThat(retried(app)).isGreaterThan(retried + 10));
		}
	}

	/**
	 * The backend can serve twice the load. A trigger makes it fill a queue with work
	 * that nobody waits for any more.
	 */
	@Test
	void overloadedBackendRecoversAsFastAsWithoutRetries() {
		BothFaces.sideBySide(RetryOutageTests::withAndWithoutRetries, (face, app) -> {
			// side by side: whatever else the machine does happens to both
			CompletableFuture<Integer> other = CompletableFuture
				.supplyAsync(() -> storm(face, client(app, WITHOUT_RETRIES), (call) -> call), threads());
			int with = storm(face, client(app, "orders"), (call) -> call);
			int without = other.join();
			log("%s good after: %d without, %d with", face, without, with);
			assertThat(without).isGreaterThan(CALLS_AFTER / 5);
			assertThat(with).isGreaterThanOrEqualTo((int) (without / 1.3));
		});
	}

	private static App withAndWithoutRetries() {
		return App.lifeguard(
				Stream.concat(settings("orders", true), settings(WITHOUT_RETRIES, false)).toArray(String[]::new));
	}

	private static Stream<String> settings(String client, boolean retries) {
		return Stream
			.of("pool.max-connections=25", "timeout.response=300ms", "timeout.call=1s", "retry.enabled=" + retries)
			.map((setting) -> "lifeguard.clients." + client + "." + setting);
	}

	@Control
	@Test
	void blindRetriesOfPlainClientKeepItDown() {
		BothFaces.sideBySide(() -> App.plain("spring.http.clients.read-timeout=300ms"), (face, app) -> {
			int blind = storm(face, new Client(app.restClient(), app.webClient()), (call) -> call.retry(2));
			log("%s good after: %d blind", face, blind);
			assertThat(blind).isLessThan(CALLS_AFTER / 10);
		});
	}

	/**
	 * Return how many calls were answered in time after the trigger was gone.
	 */
	private static int storm(Face face, Client client, UnaryOperator<Mono<String>> blind) {
		try (BoundedBackend backend = BoundedBackend.start(10, Duration.ofMillis(50), Duration.ofDays(1))) {
			OpenLoop load = new OpenLoop(PER_SECOND, END, DEADLINE);
			run(load, backend, caller(face, client, backend.url() + "?started=", blind));
			return load.good(SLOW_TO, END);
		}
	}

	private static void run(OpenLoop load, BoundedBackend backend, Consumer<OpenLoop.Call> caller) {
		ScheduledExecutorService events = Executors.newSingleThreadScheduledExecutor();
		events.schedule(() -> backend.serviceTime(Duration.ofSeconds(1)), SLOW_FROM.toMillis(), TimeUnit.MILLISECONDS);
		events.schedule(() -> backend.serviceTime(Duration.ofMillis(50)), SLOW_TO.toMillis(), TimeUnit.MILLISECONDS);
		load.run(caller);
		events.shutdownNow();
	}

	private static Client client(App app, String name) {
		return new Client(app.clients().restClient(name), app.clients().webClient(name));
	}

	private static Consumer<OpenLoop.Call> caller(Face face, App app, String uri) {
		return caller(face, client(app, "orders"), uri, (call) -> call);
	}

	private static Consumer<OpenLoop.Call> caller(Face face, Client clients, String uri,
			UnaryOperator<Mono<String>> blind) {
		if (face == Face.WEB_CLIENT) {
			WebClient client = clients.webClient();
			return (call) -> blind.apply(client.get().uri(uri + call.startNanos()).retrieve().bodyToMono(String.class))
				.subscribe((body) -> call.answered(), (failure) -> {
				});
		}
		RestClient client = clients.restClient();
		ExecutorService threads = threads();
		return (call) -> threads.execute(() -> blind
			.apply(Mono.fromSupplier(() -> client.get().uri(uri + call.startNanos()).retrieve().body(String.class)))
			.onErrorComplete(RestClientException.class)
			.subscribe((body) -> call.answered()));
	}

	private static ExecutorService threads() {
		return Executors.newCachedThreadPool((task) -> {
			Thread thread = new Thread(null, task, "caller", 256 * 1024);
			thread.setDaemon(true);
			return thread;
		});
	}

	private static double budget(App app) {
		Gauge gauge = app.bean(MeterRegistry.class).get("lifeguard.retry.budget").gauge();
		return gauge.value();
	}

	private static double retried(App app) {
		Counter counter = app.bean(MeterRegistry.class).get("lifeguard.retries").tag("outcome", "RETRIED").counter();
		return counter.count();
	}

	private static void log(String format, Object... values) {
		System.getLogger(RetryOutageTests.class.getName())
			.log(System.Logger.Level.INFO, () -> format.formatted(values));
	}

	/**
	 * A client as both faces.
	 *
	 * @param restClient the blocking one
	 * @param webClient the reactive one
	 */
	private record Client(RestClient restClient, WebClient webClient) {

	}

	/**
	 * A backend that is down until it is told otherwise.
	 */
	private static final class Broken implements AutoCloseable {

		private final AtomicInteger requests = new AtomicInteger();

		private final AtomicInteger status = new AtomicInteger(503);

		private final DisposableServer server = HttpServer.create()
			.runOn(LOOPS)
			.host("127.0.0.1")
			.handle((request, response) -> {
				this.requests.incrementAndGet();
				return response.status(this.status.get()).sendString(Mono.just("x"));
			})
			.bindNow();

		String url() {
			return "http://127.0.0.1:" + this.server.port() + "/";
		}

		@Override
		public void close() {
			this.server.disposeNow();
		}

	}

}
