package dev.lifeguard.scenario;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import dev.lifeguard.testsupport.App;
import dev.lifeguard.testsupport.Backend;
import dev.lifeguard.testsupport.Calls;
import dev.lifeguard.testsupport.Face;
import dev.lifeguard.testsupport.OwnThread;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.LoopResources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * An application that closes while calls are under way: those that began before come to
 * their end, and those that have none are ended.
 */
class ClosingTests {

	private static final Duration PATIENCE = Duration.ofSeconds(15);

	private static final LoopResources LOOPS = LoopResources.create("closing", 2, true);

	@AfterAll
	static void stopLoops() {
		LOOPS.dispose();
	}

	@ParameterizedTest
	@EnumSource
	void callBetweenTwoAttemptsComesToItsEnd(Face face) throws Exception {
		AtomicInteger requests = new AtomicInteger();
		AtomicBoolean healed = new AtomicBoolean();
		DisposableServer server = HttpServer.create().runOn(LOOPS).host("127.0.0.1").handle((request, response) -> {
			requests.incrementAndGet();
			return healed.get() ? response.sendString(Mono.just("ok"))
					: response.status(503).header("Retry-After", "1").send();
		}).bindNow();
		try (App app = App.lifeguard("pool.max-connections=2",
				"spring.lifecycle.timeout-per-shutdown-phase=" + PATIENCE.toSeconds() + "s")) {
			Future<String> call = app.caller(face).get("http://127.0.0.1:" + server.port());
			await().until(() -> requests.get() == 1 && app.active() == 0);
			healed.set(true);
			CompletableFuture<Void> closed = CompletableFuture.runAsync(app::close, OwnThread.EXECUTOR);
			assertThat(call.get(10, TimeUnit.SECONDS)).isEqualTo("ok");
			assertThat(closed).succeedsWithin(Duration.ofSeconds(10));
			assertThat(requests).hasValue(2);
		}
		finally {
			server.disposeNow();
		}
	}

	@ParameterizedTest
	@EnumSource
	void callBetweenTwoAttemptsDoesNotOutliveTheClient(Face face) throws Exception {
		AtomicInteger requests = new AtomicInteger();
		DisposableServer server = HttpServer.create().runOn(LOOPS).host("127.0.0.1").handle((request, response) -> {
			requests.incrementAndGet();
			return response.status(503).header("Retry-After", "120").send();
		}).bindNow();
		try (App app = App.lifeguard("timeout.call=0s", "spring.lifecycle.timeout-per-shutdown-phase=1s")) {
			Future<String> call = app.caller(face).get("http://127.0.0.1:" + server.port());
			await().until(() -> requests.get() == 1 && app.active() == 0);
			CompletableFuture<Void> closed = CompletableFuture.runAsync(app::close, OwnThread.EXECUTOR);
			assertThat(Calls.causes(failure(call)))
				.anySatisfy((cause) -> assertThat(cause).hasMessageContaining("client 'orders' is shut down"))
				.anySatisfy((cause) -> assertThat(cause.getSuppressed())
					.anySatisfy((past) -> assertThat(past).hasMessageContaining("attempt 1: status 503")));
			assertThat(closed).succeedsWithin(Duration.ofSeconds(5));
			assertThat(requests).hasValue(1);
		}
		finally {
			server.disposeNow();
		}
	}

	@ParameterizedTest
	@EnumSource
	void callThatBeginsWhileAnotherComesToItsEndIsRefused(Face face) throws Exception {
		try (Backend backend = Backend.start();
				App app = App.lifeguard("pool.max-connections=2",
						"spring.lifecycle.timeout-per-shutdown-phase=" + PATIENCE.toSeconds() + "s")) {
			backend.shut();
			Face.Caller caller = app.caller(face);
			Future<String> before = caller.get(backend.url());
			await().until(() -> backend.inFlight() == 1);
			CompletableFuture<Void> closed = CompletableFuture.runAsync(app::close, OwnThread.EXECUTOR);
			await().untilAsserted(() -> assertThat(failure(caller.get(backend.url())))
				.hasMessageContaining("client 'orders' is shut down"));
			assertThat(closed).isNotDone();
			backend.open();
			assertThat(before.get(10, TimeUnit.SECONDS)).contains("ok");
			assertThat(closed).succeedsWithin(Duration.ofSeconds(10));
		}
	}

	@ParameterizedTest
	@EnumSource
	void responseWithoutAnEndIsEndedAtOnce(Face face) throws Exception {
		DisposableServer server = HttpServer.create()
			.runOn(LOOPS)
			.host("127.0.0.1")
			.handle((request, response) -> response.sse()
				.sendString(Flux.interval(Duration.ofMillis(20)).map((tick) -> "tick")))
			.bindNow();
		try (App app = App.lifeguard("timeout.call=0s",
				"spring.lifecycle.timeout-per-shutdown-phase=" + PATIENCE.toSeconds() + "s")) {
			Future<String> call = app.caller(face).get("http://127.0.0.1:" + server.port());
			await().until(() -> app.active() == 1 && app.snapshot().connecting() == 0);
			CompletableFuture<Void> closed = CompletableFuture.runAsync(app::close, OwnThread.EXECUTOR);
			assertThat(closed).succeedsWithin(Duration.ofSeconds(5));
			assertThat(Calls.causes(failure(call)))
				.anySatisfy((cause) -> assertThat(cause).hasMessageContaining("client=orders remote=127.0.0.1:")
					.hasMessageContaining("the client is shut down"));
		}
		finally {
			server.disposeNow();
		}
	}

	@ParameterizedTest
	@EnumSource
	void callWithoutAnEndIsEndedWhenTheTimeIsOver(Face face) throws Exception {
		try (Backend backend = Backend.start();
				App app = App.lifeguard("timeout.call=0s", "timeout.response=1m",
						"spring.lifecycle.timeout-per-shutdown-phase=2s")) {
			backend.shut();
			Future<String> call = app.caller(face).get(backend.url());
			await().until(() -> backend.inFlight() == 1);
			CompletableFuture<Void> closed = CompletableFuture.runAsync(app::close, OwnThread.EXECUTOR);
			assertThat(Calls.causes(failure(call)))
				.anySatisfy((cause) -> assertThat(cause).hasMessageContaining("is shut down"));
			assertThat(closed).succeedsWithin(Duration.ofSeconds(5));
		}
	}

	@ParameterizedTest
	@EnumSource
	void shortestPhaseIsNotAnEndlessOne(Face face) throws Exception {
		try (Backend backend = Backend.start();
				App app = App.lifeguard("timeout.call=1m", "timeout.response=1m",
						"spring.lifecycle.timeout-per-shutdown-phase=1s")) {
			backend.shut();
			Future<String> call = app.caller(face).get(backend.url());
			await().until(() -> backend.inFlight() == 1);
			CompletableFuture<Void> closed = CompletableFuture.runAsync(app::close, OwnThread.EXECUTOR);
			assertThat(closed).succeedsWithin(Duration.ofSeconds(5));
			call.cancel(true);
		}
	}

	private static Throwable failure(Future<String> call) throws Exception {
		try {
			call.get(10, TimeUnit.SECONDS);
			throw new AssertionError("the call succeeded");
		}
		catch (ExecutionException ex) {
			return ex.getCause();
		}
	}

}
