package dev.lifeguard.scenario;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.lifeguard.testsupport.App;
import dev.lifeguard.testsupport.Control;
import dev.lifeguard.testsupport.OwnThread;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.LoopResources;

import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The caller wants the status and not the body, which has no end: the call ends all the
 * same, though it has no time limit.
 */
class UnwantedBodyTests {

	private static final LoopResources LOOPS = LoopResources.create("endless", 2, true);

	private DisposableServer server;

	@BeforeEach
	void startServer() {
		this.server = HttpServer.create()
			.runOn(LOOPS)
			.host("127.0.0.1")
			.route((routes) -> routes
				.get("/drip",
						(request, response) -> response.sse()
							.sendString(Flux.interval(Duration.ofMillis(10)).map((tick) -> "drop")))
				.get("/flood",
						(request, response) -> response
							.sendByteArray(Flux.range(0, Integer.MAX_VALUE).map((piece) -> new byte[16 * 1024]))))
			.bindNow();
	}

	@AfterEach
	void stopServer() {
		this.server.disposeNow();
	}

	@ParameterizedTest
	@EnumSource
	void callEndsWithoutTheBody(Want want) throws Exception {
		try (App app = App.lifeguard("timeout.call=0s")) {
			for (String path : new String[] { "/drip", "/flood" }) {
				assertThat(want.of(app, url(path)).get(10, TimeUnit.SECONDS)).isIn(200, "on purpose");
				app.assertNothingHeld();
			}
		}
	}

	@Control
	@ParameterizedTest
	@EnumSource(names = "REACTIVE.*", mode = EnumSource.Mode.MATCH_ANY)
	void callOfPlainClientDoesNotEnd(Want want) {
		try (App app = App.plain()) {
			CompletableFuture<Object> call = want.of(app, url("/drip"));
			assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> call.get(2, TimeUnit.SECONDS));
			call.cancel(true);
		}
	}

	private String url(String path) {
		return "http://127.0.0.1:" + this.server.port() + path;
	}

	enum Want {

		BLOCKING_STATUS {
			@Override
			CompletableFuture<Object> of(RestClient client, String url) {
				return CompletableFuture.supplyAsync(
						() -> client.get()
							.uri(url)
							.exchange((request, response) -> (Object) response.getStatusCode().value()),
						OwnThread.EXECUTOR);
			}
		},

		BLOCKING_FAILURE {
			@Override
			CompletableFuture<Object> of(RestClient client, String url) {
				return CompletableFuture.<Object>supplyAsync(
						() -> client.get().uri(url).retrieve().onStatus((status) -> true, (request, response) -> {
							throw new IllegalStateException("on purpose");
						}).body(String.class), OwnThread.EXECUTOR)
					.exceptionally((failure) -> failure.getCause().getMessage());
			}
		},

		REACTIVE_STATUS {
			@Override
			CompletableFuture<Object> of(WebClient client, String url) {
				return client.get()
					.uri(url)
					.exchangeToMono((response) -> Mono.just((Object) response.statusCode().value()))
					.toFuture();
			}
		},

		REACTIVE_BODILESS {
			@Override
			CompletableFuture<Object> of(WebClient client, String url) {
				return client.get()
					.uri(url)
					.retrieve()
					.toBodilessEntity()
					.map((entity) -> (Object) entity.getStatusCode().value())
					.toFuture();
			}
		},

		REACTIVE_FAILURE {
			@Override
			CompletableFuture<Object> of(WebClient client, String url) {
				return client.get()
					.uri(url)
					.retrieve()
					.onStatus((status) -> true, (response) -> Mono.error(new IllegalStateException("on purpose")))
					.bodyToMono(String.class)
					.cast(Object.class)
					.onErrorResume((failure) -> Mono.just(failure.getMessage()))
					.toFuture();
			}
		},

		REACTIVE_MUTATED {
			@Override
			CompletableFuture<Object> of(WebClient client, String url) {
				return client.mutate()
					.filter((request, next) -> next.exchange(request)
						.map((response) -> response.mutate().header("X-Seen", "yes").build()))
					.build()
					.get()
					.uri(url)
					.exchangeToMono((response) -> Mono.just((Object) response.statusCode().value()))
					.toFuture();
			}
		};

		CompletableFuture<Object> of(App app, String url) {
			return name().startsWith("BLOCKING") ? of(app.restClient(), url) : of(app.webClient(), url);
		}

		CompletableFuture<Object> of(RestClient client, String url) {
			throw new IllegalStateException();
		}

		CompletableFuture<Object> of(WebClient client, String url) {
			throw new IllegalStateException();
		}

	}

}
