package dev.lifeguard.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import dev.lifeguard.testsupport.Answers;
import dev.lifeguard.testsupport.App;
import dev.lifeguard.testsupport.Control;
import dev.lifeguard.testsupport.Face;
import dev.lifeguard.testsupport.Observations;
import dev.lifeguard.testsupport.OwnThread;
import dev.lifeguard.testsupport.SilentServer;
import io.micrometer.common.KeyValue;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.observation.DefaultClientRequestObservationConvention;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.awaitility.Awaitility.await;

/**
 * Spring's observation of a call: one, whatever happens to the call, and it says which
 * client made it.
 */
class ObservationTests {

	private static final String NAME = "http.client.requests";

	@ParameterizedTest
	@EnumSource
	void callIsOneObservationWhateverBecomesOfIt(Face face) throws Exception {
		try (Answers server = Answers.of("503 No", "503 No", "200 OK");
				SilentServer silent = SilentServer.accepting();
				App app = app("pool.max-connections=1", "pool.acquire-timeout=100ms", "timeout.response=1s",
						"retry.backoff.base=1ms")) {
			Caller caller = new Caller(face, app.restClient(), app.webClient());
			caller.call(HttpMethod.GET, server.url() + "/retried/{id}");
			CompletableFuture<?> late = CompletableFuture
				.runAsync(() -> caller.call(HttpMethod.POST, silent.url("http") + "/late/{id}"), OwnThread.EXECUTOR);
			await().until(() -> app.active() == 1);
			assertThatException().isThrownBy(() -> caller.call(HttpMethod.GET, silent.url("http") + "/refused/{id}"));
			assertThatException().isThrownBy(late::join);
			Observations observations = app.bean(Observations.class);
			await().until(() -> observations.ended(NAME).size() == 3);
			assertThat(observations.ended(NAME)).allMatch((tags) -> tags.get("client.name").equals("orders"))
				.extracting((tags) -> tags.get("uri") + " " + tags.get("status"))
				.containsExactly("/retried/{id} 200", "/refused/{id} CLIENT_ERROR", "/late/{id} CLIENT_ERROR");
			assertThat(observations.events()).hasSize(3);
			assertThat(counted(app, "lifeguard.retry")).isEqualTo(2);
			assertThat(counted(app, "lifeguard.retry.denied")).isEqualTo(1);
			assertThat(observations.events().get(0))
				.startsWith("http.client.requests lifeguard.retry attempt 1 failed, next attempt in ");
			assertThat(observations.events().get(1))
				.startsWith("http.client.requests lifeguard.retry attempt 2 failed, next attempt in ");
			assertThat(observations.events().get(2)).isEqualTo(
					"http.client.requests lifeguard.retry.denied attempt 1 failed, not repeated: NOT_REPEATABLE");
		}
	}

	@Control
	@ParameterizedTest
	@EnumSource
	void plainClientNamesTheHost(Face face) throws Exception {
		try (Answers server = Answers.of("503 No"); App app = App.plainWith(Recording.class)) {
			assertThatException().isThrownBy(() -> new Caller(face, app.restClient(), app.webClient())
				.call(HttpMethod.GET, server.url() + "/orders/{id}"));
			assertThat(only(app, NAME)).containsEntry("client.name", "127.0.0.1").containsEntry("uri", "/orders/{id}");
			assertThat(app.bean(Observations.class).events()).isEmpty();
		}
	}

	@ParameterizedTest
	@EnumSource
	void defaultBuilderNamesTheClientThatItUses(Face face) throws Exception {
		try (Answers server = Answers.of("200 OK");
				App app = app("lifeguard.clients.default.base-url=" + server.url(),
						"management.observations.http.client.requests.name=calls")) {
			caller(face, app).call(HttpMethod.GET, "/orders/{id}");
			assertThat(only(app, "calls")).containsEntry("client.name", "default").containsEntry("uri", "/orders/{id}");
		}
	}

	@ParameterizedTest
	@EnumSource
	void builderWithoutDefaultClientNamesTheHost(Face face) throws Exception {
		try (Answers server = Answers.of("200 OK"); App app = app("pool.max-connections=1")) {
			caller(face, app).call(HttpMethod.GET, server.url());
			assertThat(only(app, NAME)).containsEntry("client.name", "127.0.0.1");
		}
	}

	@ParameterizedTest
	@EnumSource
	void conventionOfTheApplicationWins(Face face) throws Exception {
		try (Answers server = Answers.of("200 OK");
				App app = App.lifeguard(WebApplicationType.NONE,
						new Class<?>[] { Recording.class, OwnConventions.class }, "base-url=" + server.url())) {
			new Caller(face, app.restClient(), app.webClient()).call(HttpMethod.GET, "/");
			assertThat(only(app, NAME)).containsEntry("client.name", "bean");
			new Caller(face,
					app.restClient().mutate().observationConvention(new OwnConventions().blocking("builder")).build(),
					app.webClient().mutate().observationConvention(new OwnConventions().reactive("builder")).build())
				.call(HttpMethod.GET, "/");
			await().until(() -> app.bean(Observations.class).ended(NAME).size() == 2);
			assertThat(app.bean(Observations.class).ended(NAME).get(1)).containsEntry("client.name", "builder");
		}
	}

	@Test
	void retryWithinAnotherObservationIsAnEventOfTheCallsOwn() throws Exception {
		try (Answers server = Answers.of("503 No", "200 OK");
				App app = app("lifeguard.clients.default.base-url=" + server.url(),
						"lifeguard.clients.default.retry.backoff.base=1ms")) {
			ObservationRegistry registry = app.bean(ObservationRegistry.class);
			RestClient client = app.bean(RestClient.Builder.class)
				.requestInterceptor((request, body, execution) -> Observation.createNotStarted("signature", registry)
					.observeChecked(() -> execution.execute(request, body)))
				.build();
			client.get().uri("/").retrieve().toBodilessEntity();
			assertThat(app.bean(Observations.class).events()).singleElement().asString().startsWith(NAME + " ");
		}
	}

	@ParameterizedTest
	@EnumSource
	void retryOfACallThatIsNotObservedIsNobodysEvent(Face face) throws Exception {
		try (Answers server = Answers.of("503 No", "200 OK");
				App app = app("retry.backoff.base=1ms", "management.observations.enable.http.client.requests=false")) {
			Observation.createNotStarted("around", app.bean(ObservationRegistry.class))
				.observe(() -> new Caller(face, app.restClient(), app.webClient()).call(HttpMethod.GET, server.url()));
			assertThat(server.arrivals()).hasSize(2);
			assertThat(app.bean(Observations.class).ended("around")).hasSize(1);
			assertThat(app.bean(Observations.class).events()).isEmpty();
		}
	}

	private static App app(String... settings) {
		return App.lifeguard(WebApplicationType.NONE, new Class<?>[] { Recording.class }, settings);
	}

	private static Caller caller(Face face, App app) {
		return new Caller(face, app.bean(RestClient.Builder.class).build(), app.bean(WebClient.Builder.class).build());
	}

	private static double counted(App app, String event) {
		return app.bean(MeterRegistry.class).get(NAME + "." + event).tag("client.name", "orders").counter().count();
	}

	private static Map<String, String> only(App app, String name) {
		Observations observations = app.bean(Observations.class);
		await().until(() -> !observations.ended(name).isEmpty());
		List<Map<String, String>> ended = observations.ended(name);
		assertThat(ended).hasSize(1);
		return ended.get(0);
	}

	/**
	 * Makes calls with a URI template on the current thread.
	 *
	 * @param face which client
	 * @param restClient the blocking client
	 * @param webClient the reactive client
	 */
	private record Caller(Face face, RestClient restClient, WebClient webClient) {

		void call(HttpMethod method, String uri) {
			if (this.face == Face.REST_CLIENT) {
				this.restClient.method(method).uri(uri, 7).retrieve().body(String.class);
			}
			else {
				this.webClient.method(method)
					.uri(uri, 7)
					.retrieve()
					.bodyToMono(String.class)
					.block(Duration.ofSeconds(10));
			}
		}

	}

	/**
	 * An observer of the application's.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Recording {

		@Bean
		Observations observations() {
			return new Observations();
		}

	}

	/**
	 * Conventions of the application's.
	 */
	@Configuration(proxyBeanMethods = false)
	static class OwnConventions {

		@Bean
		DefaultClientRequestObservationConvention blocking() {
			return blocking("bean");
		}

		@Bean
		org.springframework.web.reactive.function.client.DefaultClientRequestObservationConvention reactive() {
			return reactive("bean");
		}

		DefaultClientRequestObservationConvention blocking(String client) {
			return new DefaultClientRequestObservationConvention() {

				@Override
				protected KeyValue clientName(
						org.springframework.http.client.observation.ClientRequestObservationContext context) {
					return KeyValue.of("client.name", client);
				}

			};
		}

		org.springframework.web.reactive.function.client.DefaultClientRequestObservationConvention reactive(
				String client) {
			return new org.springframework.web.reactive.function.client.DefaultClientRequestObservationConvention() {

				@Override
				protected KeyValue clientName(
						org.springframework.web.reactive.function.client.ClientRequestObservationContext context) {
					return KeyValue.of("client.name", client);
				}

			};
		}

	}

}
