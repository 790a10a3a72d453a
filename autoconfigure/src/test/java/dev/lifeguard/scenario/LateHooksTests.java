package dev.lifeguard.scenario;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.lifeguard.testsupport.App;
import dev.lifeguard.testsupport.Control;
import dev.lifeguard.testsupport.Face;
import dev.lifeguard.testsupport.Face.Caller;
import dev.lifeguard.testsupport.LateHook;
import dev.lifeguard.testsupport.LateHook.Place;
import dev.lifeguard.testsupport.ScriptedServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.StreamingHttpOutputMessage;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.test.web.client.ExpectedCount;
import org.springframework.test.web.client.MockRestServiceServer;
import org.springframework.test.web.client.match.MockRestRequestMatchers;
import org.springframework.test.web.client.response.MockRestResponseCreators;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Interceptors and filters that are added after the client was made.
 */
@ExtendWith(OutputCaptureExtension.class)
class LateHooksTests {

	private static final int CALLS = 30;

	private static final String[] THREE_PLACES = { "lifeguard.defaults.pool.max-connections=3",
			"lifeguard.defaults.pool.max-pending=100", "lifeguard.defaults.pool.acquire-timeout=9s",
			"lifeguard.clients.default.retry.enabled=true", "lifeguard.clients.orders.retry.enabled=true" };

	static Stream<Arguments> hooks() {
		return Stream.of(Place.values())
			.flatMap((place) -> Stream.of(Face.values())
				.flatMap((face) -> Stream.of(LateHook.values()).map((hook) -> Arguments.of(place, face, hook))));
	}

	static Stream<Arguments> places() {
		return Stream.of(Place.values())
			.flatMap((place) -> Stream.of(Face.values()).map((face) -> Arguments.of(place, face)));
	}

	/**
	 * Answers the first, third, … request with an error and a body of 300 KB.
	 */
	private static ScriptedServer everyOtherFails() {
		ScriptedServer[] self = new ScriptedServer[1];
		self[0] = ScriptedServer.start((exchange) -> {
			boolean odd = self[0].requests() % 2 == 1;
			String body = odd ? "x".repeat(300_000) : "ok";
			exchange
				.send("HTTP/1.1 %d X\r\nContent-Length: %d\r\n\r\n%s".formatted(odd ? 500 : 200, body.length(), body));
		});
		return self[0];
	}

	@ParameterizedTest
	@MethodSource("hooks")
	void whatTheyDropIsReleased(Place place, Face face, LateHook hook, CapturedOutput output) throws Exception {
		try (App app = App.lifeguard(THREE_PLACES); ScriptedServer server = everyOtherFails()) {
			Caller caller = place.caller(app, face, hook);
			assertThat(outcomes(caller, server.url())).hasSize(CALLS).allMatch(hook::isExpected);
			String client = place.client();
			await().untilAsserted(() -> assertThat(app.clients().snapshot(client).active()).isZero());
			assertThat(app.clients().snapshot(client).pending()).isZero();
			assertThat(output).doesNotContain("a response leaked", "ERROR");
		}
	}

	@ParameterizedTest
	@MethodSource("places")
	void retriesAreAroundThem(Place place, Face face) throws Exception {
		AtomicInteger executions = new AtomicInteger();
		AtomicInteger requests = new AtomicInteger();
		try (App app = App.lifeguard(THREE_PLACES);
				ScriptedServer server = ScriptedServer
					.start((exchange) -> exchange.send("HTTP/1.1 %d X\r\nContent-Length: 2\r\n\r\nok"
						.formatted((requests.incrementAndGet() == 1) ? 503 : 200)))) {
			Caller caller = place.caller(app, face, (request, body, execution) -> {
				executions.incrementAndGet();
				return execution.execute(request, body);
			}, (request, next) -> {
				executions.incrementAndGet();
				return next.exchange(request);
			});
			assertThat(caller.get(server.url()).get(5, TimeUnit.SECONDS)).isEqualTo("ok");
			assertThat(requests).hasValue(2);
			assertThat(executions).hasValue(2);
		}
	}

	@Control
	@ParameterizedTest
	@EnumSource
	void plainClientLeaks(Face face) throws Exception {
		try (App app = App.bounded(3); ScriptedServer server = everyOtherFails()) {
			Caller caller = LateHook.CALLS_AGAIN.addTo(face, app.restClient(), app.webClient());
			assertThat(caller.get(server.url()).get(5, TimeUnit.SECONDS)).isEqualTo("ok");
			await().during(Duration.ofMillis(500)).atMost(Duration.ofSeconds(20)).until(() -> app.active() == 1);
		}
	}

	@Test
	void bodiesStayOutOfMemoryWithoutThem() throws Exception {
		try (App app = App.lifeguard(THREE_PLACES); ScriptedServer server = everyOtherFails()) {
			ClientHttpRequest[] made = new ClientHttpRequest[1];
			app.restClient()
				.mutate()
				.defaultHeader("X-Any", "any")
				.requestInitializer((request) -> made[0] = request)
				.build()
				.mutate()
				.build()
				.method(HttpMethod.GET)
				.uri(server.url())
				.exchange((request, response) -> "");
			assertThat(made[0]).isInstanceOf(StreamingHttpOutputMessage.class);
		}
	}

	@Test
	void builderIsEqualToItselfOnly() {
		try (App app = App.lifeguard(THREE_PLACES)) {
			RestClient.Builder builder = app.restClient().mutate();
			assertThat(builder).isEqualTo(builder).isNotEqualTo(builder.clone());
			assertThat(builder.defaultHeader("X-Any", "any")).isSameAs(builder);
		}
	}

	@Test
	void mockInThePlaceOfTheTransportIsCalledOnce() {
		try (App app = App.lifeguard(THREE_PLACES)) {
			RestClient.Builder builder = app.restClient()
				.mutate()
				.requestInterceptor((request, body, execution) -> execution.execute(request, body));
			MockRestServiceServer mock = MockRestServiceServer.bindTo(builder).build();
			mock.expect(ExpectedCount.once(), MockRestRequestMatchers.requestTo("http://mock.test/"))
				.andRespond(MockRestResponseCreators.withStatus(HttpStatus.SERVICE_UNAVAILABLE));
			Integer status = builder.build()
				.get()
				.uri("http://mock.test/")
				.exchange((request, response) -> response.getStatusCode().value());
			assertThat(status).isEqualTo(503);
			mock.verify();
		}
	}

	private static List<String> outcomes(Caller caller, String url) {
		List<Future<String>> calls = IntStream.range(0, CALLS).mapToObj((call) -> caller.get(url)).toList();
		return calls.stream().map(LateHooksTests::outcome).toList();
	}

	private static String outcome(Future<String> call) {
		try {
			return call.get(8, TimeUnit.SECONDS);
		}
		catch (ExecutionException ex) {
			return ex.getCause().toString();
		}
		catch (Exception ex) {
			return ex.toString();
		}
	}

}
