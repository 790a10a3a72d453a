package dev.lifeguard.scenario;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.lifeguard.testsupport.App;
import dev.lifeguard.testsupport.Face;
import dev.lifeguard.testsupport.ScriptedServer;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;

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
			assertThat(output).doesNotContain("leaks");
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
			assertThat(output).doesNotContain("leaks");
		}
	}

	@ParameterizedTest
	@MethodSource("cases")
	void plainClientLeaksTheLargeOnes(Face face, int size) throws Exception {
		try (App app = App.bounded(2, CallsAgain.class); ScriptedServer server = everyOther(401, size)) {
			assertThat(app.caller(face).get(server.url()).get(5, TimeUnit.SECONDS)).isEqualTo("ok");
			int leaked = (size > 20) ? 1 : 0;
			await().during(Duration.ofMillis(500)).until(() -> app.active() == leaked);
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
