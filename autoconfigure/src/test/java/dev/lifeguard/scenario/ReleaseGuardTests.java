package dev.lifeguard.scenario;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.lifeguard.registry.LifeguardClients;
import dev.lifeguard.testsupport.App;
import dev.lifeguard.testsupport.Control;
import dev.lifeguard.testsupport.Face;
import dev.lifeguard.testsupport.ScriptedServer;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.restclient.RestClientCustomizer;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.webclient.WebClientCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Interceptors and filters that drop a response on the way.
 */
@ExtendWith(OutputCaptureExtension.class)
class ReleaseGuardTests {

	private static final int CALLS = 12;

	static Stream<Arguments> cases() {
		return Stream.of(Face.values())
			.flatMap((face) -> Stream.of(20, 4_000_000).map((size) -> Arguments.of(face, size)));
	}

	/**
	 * Answers the first, third, … request of all with the status, the others with 200.
	 */
	private static ScriptedServer everyOther(int status, int size) {
		ScriptedServer[] self = new ScriptedServer[1];
		self[0] = ScriptedServer.start((exchange) -> {
			boolean odd = self[0].requests() % 2 == 1;
			exchange.send("HTTP/1.1 %d X\r\nContent-Length: %d\r\n\r\n".formatted(odd ? status : 200, odd ? size : 2))
				.send(odd ? "x".repeat(size) : "ok");
		});
		return self[0];
	}

	@ParameterizedTest
	@MethodSource("cases")
	void responseBeforeTheNextTryIsReleased(Face face, int size, CapturedOutput output) throws Exception {
		try (App app = App.lifeguard(WebApplicationType.NONE, new Class<?>[] { CallsAgain.class },
				"pool.max-connections=2"); ScriptedServer server = everyOther(401, size)) {
			for (int call = 0; call < CALLS; call++) {
				assertThat(app.caller(face).get(server.url()).get(5, TimeUnit.SECONDS)).isEqualTo("ok");
			}
			app.assertNothingHeld();
			assertThat(server.requests()).isEqualTo(2 * CALLS);
			assertThat(output).doesNotContain("a response leaked");
		}
	}

	@ParameterizedTest
	@MethodSource("cases")
	void responseBehindAnExceptionIsReleased(Face face, int size, CapturedOutput output) throws Exception {
		try (App app = App.lifeguard(WebApplicationType.NONE, new Class<?>[] { Throws.class },
				"pool.max-connections=2"); ScriptedServer server = everyOther(500, size)) {
			for (int call = 0; call < CALLS; call++) {
				var answer = app.caller(face).get(server.url());
				if (call % 2 == 0) {
					assertThatExceptionOfType(ExecutionException.class)
						.isThrownBy(() -> answer.get(5, TimeUnit.SECONDS))
						.withStackTraceContaining("no good");
				}
				else {
					assertThat(answer.get(5, TimeUnit.SECONDS)).isEqualTo("ok");
				}
			}
			app.assertNothingHeld();
			assertThat(output).doesNotContain("a response leaked");
		}
	}

	@ParameterizedTest
	@EnumSource
	void responseThatIsHandedOnAfterAnotherCallIsLeftAlone(Face face) throws Exception {
		int size = 200_000;
		try (App app = App.lifeguard(WebApplicationType.NONE, new Class<?>[] { AsksElsewhere.class },
				"pool.max-connections=2", "lifeguard.clients.other.pool.max-connections=2");
				ScriptedServer server = everyOther(200, size)) {
			String body = app.caller(face).get(server.url()).get(5, TimeUnit.SECONDS);
			assertThat(body).hasSize(size);
			app.assertNothingHeld();
		}
	}

	@Control
	@ParameterizedTest
	@EnumSource
	void plainClientLeaks(Face face) throws Exception {
		try (App app = App.bounded(2, CallsAgain.class); ScriptedServer server = everyOther(401, 4_000_000)) {
			assertThat(app.caller(face).get(server.url()).get(5, TimeUnit.SECONDS)).isEqualTo("ok");
			await().during(Duration.ofMillis(500)).atMost(Duration.ofSeconds(20)).until(() -> app.active() == 1);
		}
	}

	/**
	 * Refreshes a token on 401, so to speak, and calls again.
	 */
	@Configuration(proxyBeanMethods = false)
	static class CallsAgain {

		@Bean
		RestClientCustomizer interceptor() {
			ClientHttpRequestInterceptor again = (request, body, execution) -> {
				var response = execution.execute(request, body);
				return (response.getStatusCode().value() == 401) ? execution.execute(request, body) : response;
			};
			return (builder) -> builder.requestInterceptor(again);
		}

		@Bean
		WebClientCustomizer filter() {
			ExchangeFilterFunction again = (request, next) -> next.exchange(request)
				.flatMap((response) -> (response.statusCode().value() == 401) ? next.exchange(request)
						: Mono.just(response));
			return (builder) -> builder.filter(again);
		}

	}

	/**
	 * Asks another client after it has the response, and hands the response on.
	 */
	@Configuration(proxyBeanMethods = false)
	static class AsksElsewhere {

		@Bean
		RestClientCustomizer interceptor(ObjectProvider<LifeguardClients> clients) {
			ThreadLocal<Boolean> asking = ThreadLocal.withInitial(() -> false);
			return (builder) -> builder.requestInterceptor((request, body, execution) -> {
				var response = execution.execute(request, body);
				if (!asking.get()) {
					asking.set(true);
					clients.getObject().restClient("other").get().uri(request.getURI()).retrieve().toBodilessEntity();
					asking.remove();
				}
				return response;
			});
		}

		@Bean
		WebClientCustomizer filter(ObjectProvider<LifeguardClients> clients) {
			return (builder) -> builder.filter((request, next) -> next.exchange(request)
				.flatMap((response) -> Mono.deferContextual((context) -> context.hasKey("asking") ? Mono.just(response)
						: clients.getObject()
							.webClient("other")
							.get()
							.uri(request.url())
							.retrieve()
							.toBodilessEntity()
							.contextWrite((own) -> own.put("asking", true))
							.thenReturn(response))));
		}

	}

	/**
	 * Throws on 500 without a look at the body.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Throws {

		@Bean
		RestClientCustomizer interceptor() {
			return (builder) -> builder.requestInterceptor((request, body, execution) -> {
				var response = execution.execute(request, body);
				if (response.getStatusCode().value() == 500) {
					throw new IllegalStateException("no good");
				}
				return response;
			});
		}

		@Bean
		WebClientCustomizer filter() {
			return (builder) -> builder.filter((request, next) -> next.exchange(request)
				.flatMap((response) -> (response.statusCode().value() == 500)
						? Mono.defer(() -> Mono.error(new IllegalStateException("no good"))) : Mono.just(response)));
		}

	}

}
