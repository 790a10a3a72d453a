package dev.lifeguard.scenario;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import dev.lifeguard.testsupport.Alone;
import dev.lifeguard.testsupport.App;
import dev.lifeguard.testsupport.BoundedBackend;
import dev.lifeguard.testsupport.Face;
import dev.lifeguard.testsupport.OpenLoop;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
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
class RetryOutageTests {

	private static final LoopResources LOOPS = LoopResources.create("down", 1, true);

	private static final int PER_SECOND = 200;

	private static final Duration OUTAGE = Duration.ofSeconds(20);

	private static final int BUDGET = 100;

	private static final Duration DEADLINE = Duration.ofSeconds(1);

	private static final Duration SLOW_FROM = Duration.ofSeconds(1);

	private static final Duration SLOW_TO = SLOW_FROM.plusSeconds(3);

	private static final Duration END = SLOW_TO.plusSeconds(6);

	@ParameterizedTest
	@EnumSource
	void backendThatIsDownGetsHardlyMoreThanTheCalls(Face face) {
		AtomicInteger requests = new AtomicInteger();
		AtomicInteger status = new AtomicInteger(503);
		DisposableServer server = HttpServer.create().runOn(LOOPS).host("127.0.0.1").handle((request, response) -> {
			requests.incrementAndGet();
			return response.status(status.get()).sendString(Mono.just("x"));
		}).bindNow();
		try (App app = App.lifeguard("pool.max-connections=50")) {
			Consumer<OpenLoop.Call> caller = caller(face, app, "http://127.0.0.1:" + server.port() + "/",
					(call) -> call);
			new OpenLoop(PER_SECOND, OUTAGE, DEADLINE).run(caller);
			await().atMost(Duration.ofSeconds(5)).until(() -> app.snapshot().active() == 0);
			int calls = (int) (PER_SECOND * OUTAGE.toSeconds());
			int earned = (int) OUTAGE.toSeconds() + 4;
			log("%s: %d calls, %d requests, %.1f tokens left", face, calls, requests.get(), budget(app));
			assertThat(requests.get()).isBetween(calls + BUDGET / 2, calls + BUDGET + earned);
			assertThat(app.bean(MeterRegistry.class).find("lifeguard.connections.exhausted").counters()).isEmpty();
			status.set(200);
			new OpenLoop(PER_SECOND, Duration.ofSeconds(1), DEADLINE).run(caller);
			await().atMost(Duration.ofSeconds(5)).until(() -> budget(app) > 20);
			double retried = retried(app);
			status.set(503);
			new OpenLoop(10, Duration.ofSeconds(1), DEADLINE).run(caller);
			await().untilAsserted(() -> assertThat(retried(app)).isGreaterThan(retried + 10));
		}
		finally {
			server.disposeNow();
		}
	}

	/**
	 * The backend can serve twice the load. A trigger makes it fill a queue with work
	 * that nobody waits for any more.
	 */
	@ParameterizedTest
	@EnumSource
	void overloadedBackendRecoversAsFastAsWithoutRetries(Face face) {
		int without = storm(face, guarded("retry.enabled=false"), (call) -> call);
		int with = storm(face, guarded("retry.enabled=true"), (call) -> call);
		int blind = storm(face, App.plain("spring.http.clients.read-timeout=300ms"), (call) -> call.retry(2));
		log("%s good after: %d without, %d with, %d blind", face, without, with, blind);
		assertThat(with).isGreaterThanOrEqualTo((int) (without / 1.3));
		assertThat(blind).as("blind attempts keep the backend down").isLessThan(without / 2);
	}

	private static App guarded(String retries) {
		return App.lifeguard("timeout.response=300ms", "timeout.call=1s", retries);
	}

	/**
	 * Return how many calls were answered in time after the trigger was gone.
	 */
	private static int storm(Face face, App app, UnaryOperator<Mono<String>> blind) {
		try (app; BoundedBackend backend = BoundedBackend.start(20, Duration.ofMillis(50), Duration.ofDays(1))) {
			OpenLoop load = new OpenLoop(PER_SECOND, END, DEADLINE);
			run(load, backend, caller(face, app, backend.url() + "?started=", blind));
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

	private static Consumer<OpenLoop.Call> caller(Face face, App app, String uri, UnaryOperator<Mono<String>> blind) {
		if (face == Face.WEB_CLIENT) {
			WebClient client = app.webClient();
			return (call) -> blind.apply(client.get().uri(uri + call.startNanos()).retrieve().bodyToMono(String.class))
				.subscribe((body) -> call.answered(), (failure) -> {
				});
		}
		RestClient client = app.restClient();
		ExecutorService threads = Executors.newCachedThreadPool((task) -> {
			Thread thread = new Thread(null, task, "caller", 256 * 1024);
			thread.setDaemon(true);
			return thread;
		});
		return (call) -> threads.execute(() -> blind
			.apply(Mono.fromSupplier(() -> client.get().uri(uri + call.startNanos()).retrieve().body(String.class)))
			.onErrorComplete(RestClientException.class)
			.subscribe((body) -> call.answered()));
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

}
