package dev.lifeguard.scenario;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import dev.lifeguard.failure.PoolExhaustedException;
import dev.lifeguard.testsupport.App;
import dev.lifeguard.testsupport.Backend;
import dev.lifeguard.testsupport.Face;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.WebApplicationType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A failure that no controller handles, in an application of either kind.
 */
class UncaughtFailureTests {

	private static final HttpClient BROWSER = HttpClient.newHttpClient();

	private final Backend backend = Backend.start();

	@AfterEach
	void stopBackend() {
		this.backend.close();
	}

	static Stream<Arguments> ways() {
		return Stream.of(WebApplicationType.SERVLET, WebApplicationType.REACTIVE)
			.flatMap((type) -> Stream.of("/rest", "/web", "/functional/rest", "/functional/web")
				.map((path) -> Arguments.of(type, path)));
	}

	@ParameterizedTest
	@MethodSource("ways")
	void exhaustedPoolLeavesAsProblem(WebApplicationType type, String path) throws Exception {
		try (App app = start(type, Controllers.class, functional(type))) {
			HttpResponse<String> response = getWhileExhausted(app, path);
			assertThat(response.statusCode()).isEqualTo(503);
			assertThat(response.headers().firstValue("Retry-After")).hasValue("1");
			assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
			assertThat(response.body()).contains("\"client\":\"orders\"", "\"status\":503", "QUEUE_FULL")
				.doesNotContain(String.valueOf(this.backend.port()), path, "secret");
		}
	}

	@ParameterizedTest
	@MethodSource("ways")
	void exhaustedPoolLeavesAs500WithoutUs(WebApplicationType type, String path) throws Exception {
		try (App app = start(type, Controllers.class, functional(type), "lifeguard.web.map-failures=false")) {
			HttpResponse<String> response = getWhileExhausted(app, path);
			assertThat(response.statusCode()).isEqualTo(500);
		}
	}

	@ParameterizedTest
	@MethodSource("ways")
	void handlerOfTheUserWins(WebApplicationType type, String path) throws Exception {
		try (App app = start(type, Controllers.class, functional(type), UserAdvice.class)) {
			HttpResponse<String> response = getWhileExhausted(app, path);
			assertThat(response.statusCode()).isEqualTo(418);
		}
	}

	@ParameterizedTest
	@MethodSource("ways")
	void callThatTakesTooLongLeavesAs504(WebApplicationType type, String path) throws Exception {
		try (App app = start(type, Controllers.class, functional(type), "timeout.response=300ms")) {
			this.backend.shut();
			HttpResponse<String> response = get(app, path);
			assertThat(response.statusCode()).isEqualTo(504);
			assertThat(response.body()).contains("\"client\":\"orders\"", "FIRST_BYTE")
				.doesNotContain(String.valueOf(this.backend.port()), path);
		}
	}

	private static Class<?> functional(WebApplicationType type) {
		return (type == WebApplicationType.SERVLET) ? ServletRoutes.class : ReactiveRoutes.class;
	}

	private App start(WebApplicationType type, Object... sources) {
		Stream<String> settings = Stream.of(sources).filter(String.class::isInstance).map(String.class::cast);
		Class<?>[] classes = Stream.of(sources)
			.filter(Class.class::isInstance)
			.map(Class.class::cast)
			.toArray(Class<?>[]::new);
		Stream<String> common = Stream.of("base-url=" + this.backend.url(), "pool.max-connections=1",
				"retry.enabled=false", "pool.max-pending=0", "timeout.response=3s", "pool.order=fifo");
		return App.lifeguard(type, classes, Stream.concat(common, settings).toArray(String[]::new));
	}

	private HttpResponse<String> getWhileExhausted(App app, String path) throws Exception {
		this.backend.shut();
		Future<String> holder = app.caller(Face.WEB_CLIENT).get("/");
		await().until(() -> this.backend.inFlight() == 1);
		HttpResponse<String> response = get(app, path);
		holder.cancel(true);
		return response;
	}

	private static HttpResponse<String> get(App app, String path) throws IOException, InterruptedException {
		return BROWSER.send(HttpRequest.newBuilder(URI.create(app.url() + path + "?secret=1")).build(),
				HttpResponse.BodyHandlers.ofString());
	}

	/**
	 * Controllers that handle nothing.
	 */
	@Configuration(proxyBeanMethods = false)
	@RestController
	static class Controllers {

		private final RestClient restClient;

		private final WebClient webClient;

		Controllers(dev.lifeguard.registry.LifeguardClients clients) {
			this.restClient = clients.restClient("orders");
			this.webClient = clients.webClient("orders");
		}

		@GetMapping("/rest")
		Mono<String> rest() {
			return Mono.fromCallable(() -> this.restClient.get().uri("/?secret=2").retrieve().body(String.class))
				.subscribeOn(Schedulers.boundedElastic());
		}

		@GetMapping("/web")
		Mono<String> web() {
			return this.webClient.get().uri("/?secret=2").retrieve().bodyToMono(String.class);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ServletRoutes {

		@Bean
		org.springframework.web.servlet.function.RouterFunction<?> routes(Controllers controllers) {
			return org.springframework.web.servlet.function.RouterFunctions.route()
				.GET("/functional/rest",
						(request) -> org.springframework.web.servlet.function.ServerResponse.ok()
							.body(controllers.restClient.get().uri("/").retrieve().body(String.class)))
				.GET("/functional/web",
						(request) -> org.springframework.web.servlet.function.ServerResponse.ok()
							.body(controllers.web().block()))
				.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ReactiveRoutes {

		@Bean
		org.springframework.web.reactive.function.server.RouterFunction<?> routes(Controllers controllers) {
			return org.springframework.web.reactive.function.server.RouterFunctions.route()
				.GET("/functional/rest",
						(request) -> controllers.rest()
							.flatMap(org.springframework.web.reactive.function.server.ServerResponse.ok()::bodyValue))
				.GET("/functional/web",
						(request) -> controllers.web()
							.flatMap(org.springframework.web.reactive.function.server.ServerResponse.ok()::bodyValue))
				.build();
		}

	}

	@ControllerAdvice
	static class UserAdvice {

		@ExceptionHandler
		ResponseEntity<String> handle(PoolExhaustedException failure) {
			return ResponseEntity.status(418).body("mine");
		}

	}

}
