package dev.lifeguard.scenario;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import dev.lifeguard.testsupport.Alone;
import dev.lifeguard.testsupport.App;
import dev.lifeguard.testsupport.BoundedBackend;
import dev.lifeguard.testsupport.Control;
import dev.lifeguard.testsupport.Face;
import dev.lifeguard.testsupport.OpenLoop;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A backend for 500 calls per second that gets 350, becomes ten times slower for four
 * seconds, and recovers. Calls are worth something for one second. Both faces of the
 * client run side by side.
 */
@Alone
class OverloadTests {

	private static final Duration DEADLINE = Duration.ofSeconds(1);

	private static final Duration ON_THE_WAY = Duration.ofMillis(200);

	private static final Duration SLOW_FROM = Duration.ofSeconds(1);

	private static final Duration SLOW_TO = SLOW_FROM.plusSeconds(4);

	private static final int WORKERS = 10;

	/** Each worker serves 5 each second, while it is slow. */
	private static final int SERVED_SLOWLY = WORKERS * 5 * 4;

	private static final Duration END = SLOW_TO.plusSeconds(4);

	@ParameterizedTest
	@EnumSource
	void clientServesWhatTheBackendCanServeAndRecovers(Face face) {
		OpenLoop guarded = run(face, App.lifeguard("pool.max-connections=25", "timeout.call=1s", "timeout.response=1s"),
				true);
		assertThat(guarded.good(SLOW_FROM, SLOW_TO)).isGreaterThanOrEqualTo(SERVED_SLOWLY / 2);
		int recovered = guarded.good(SLOW_TO.plus(DEADLINE), END);
		assertThat(recovered).isGreaterThanOrEqualTo((int) (0.95 * guarded.started(SLOW_TO.plus(DEADLINE), END)));
	}

	@Control
	@ParameterizedTest
	@EnumSource
	void plainClientServesNextToNothingAndDoesNotRecover(Face face) {
		OpenLoop plain = run(face, App.plain("spring.http.clients.read-timeout=1s"), false);
		assertThat(plain.good(SLOW_FROM, END)).isLessThan(plain.started(SLOW_FROM, END) / 8);
		assertThat(plain.good(SLOW_TO.plus(DEADLINE), END)).isLessThan(plain.started(SLOW_TO.plus(DEADLINE), END) / 8);
	}

	private static OpenLoop run(Face face, App app, boolean nothingTooLate) {
		try (app;
				BoundedBackend backend = BoundedBackend.start(WORKERS, Duration.ofMillis(20),
						DEADLINE.plus(ON_THE_WAY))) {
			Consumer<OpenLoop.Call> caller = caller(face, app, backend.url());
			warmUp(backend, caller);
			OpenLoop load = episode(backend, caller);
			System.Logger logger = System.getLogger(OverloadTests.class.getName());
			logger.log(System.Logger.Level.INFO,
					() -> "%s %s: good before %d, slow %d, after %d, arrived late %d".formatted(face,
							nothingTooLate ? "guarded" : "plain", load.good(Duration.ZERO, SLOW_FROM),
							load.good(SLOW_FROM, SLOW_TO), load.good(SLOW_TO, END), backend.arrivedTooLate()));
			if (nothingTooLate) {
				assertThat(backend.arrivedTooLate()).isZero();
			}
			return load;
		}
	}

	/**
	 * Classes are loaded once; that is not what is measured.
	 */
	private static void warmUp(BoundedBackend backend, Consumer<OpenLoop.Call> caller) {
		new OpenLoop(150, Duration.ofSeconds(2), DEADLINE).run(caller);
		await().during(Duration.ofMillis(200)).atMost(Duration.ofSeconds(20)).until(backend::isIdle);
	}

	private static OpenLoop episode(BoundedBackend backend, Consumer<OpenLoop.Call> caller) {
		ScheduledExecutorService events = Executors.newSingleThreadScheduledExecutor();
		try {
			OpenLoop load = new OpenLoop(350, END, DEADLINE);
			events.schedule(() -> backend.serviceTime(Duration.ofMillis(200)), SLOW_FROM.toMillis(),
					TimeUnit.MILLISECONDS);
			events.schedule(() -> backend.serviceTime(Duration.ofMillis(20)), SLOW_TO.toMillis(),
					TimeUnit.MILLISECONDS);
			load.run(caller);
			return load;
		}
		finally {
			events.shutdownNow();
		}
	}

	private static Consumer<OpenLoop.Call> caller(Face face, App app, String url) {
		String uri = url + "?started=";
		if (face == Face.WEB_CLIENT) {
			WebClient client = app.webClient();
			return (call) -> client.get()
				.uri(uri + call.startNanos())
				.retrieve()
				.bodyToMono(String.class)
				.timeout(DEADLINE)
				.subscribe((body) -> call.answered(), (failure) -> {
				});
		}
		RestClient client = app.restClient();
		ExecutorService threads = Executors.newCachedThreadPool((task) -> {
			Thread thread = new Thread(null, task, "caller", 256 * 1024);
			thread.setDaemon(true);
			return thread;
		});
		return (call) -> threads.execute(() -> blockingCall(client, uri, call));
	}

	private static void blockingCall(RestClient client, String uri, OpenLoop.Call call) {
		try {
			client.get().uri(uri + call.startNanos()).retrieve().body(String.class);
			call.answered();
		}
		catch (RestClientException ex) {
			// not answered
		}
	}

}
