package dev.lifeguard.scenario;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import dev.lifeguard.lease.Phase;
import dev.lifeguard.registry.ClientRegistry;
import dev.lifeguard.testsupport.App;
import dev.lifeguard.testsupport.Backend;
import dev.lifeguard.testsupport.Calls;
import dev.lifeguard.testsupport.Control;
import dev.lifeguard.testsupport.DnsServer;
import dev.lifeguard.testsupport.Face;
import dev.lifeguard.testsupport.ScriptedServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.netty.http.HttpResources;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.web.client.RestClient.RequestHeadersSpec.ConvertibleClientHttpResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Clients whose event loops are shut down under them: by another context, by the
 * developer tools, by a test that cleans up.
 */
@ExtendWith(OutputCaptureExtension.class)
class LoopsShutDownTests {

	private static void shutDownGlobalLoops() {
		HttpResources.disposeLoopsAndConnectionsLater(Duration.ZERO, Duration.ofSeconds(5)).block();
	}

	static Stream<Arguments> hosts() {
		return Stream.of(Face.values())
			.flatMap((face) -> Stream.of(Arguments.of(face, "localhost"), Arguments.of(face, "127.0.0.1")));
	}

	private static String get(App app, Face face, String url) throws Exception {
		return app.caller(face).get(url).get(20, TimeUnit.SECONDS);
	}

	@ParameterizedTest
	@MethodSource("hosts")
	void clientGoesOnWithNewLoops(Face face, String host, CapturedOutput output) throws Exception {
		try (Backend backend = Backend.start(); App app = App.lifeguard("retry.enabled=false")) {
			for (int times = 0; times < 3; times++) {
				assertThat(get(app, face, backend.url(host))).contains("ok");
				assertThat(get(app, face, backend.url(host))).contains("ok");
				shutDownGlobalLoops();
				await().until(() -> backend.connectionsOpen() == 0);
			}
			assertThat(get(app, face, backend.url(host))).contains("ok");
			app.assertNothingHeld();
			assertQuiet(output);
		}
	}

	/**
	 * Boot's {@code RestClient} does continue: its transport has no loops of its own.
	 */
	@Control
	@ParameterizedTest
	@ValueSource(strings = { "localhost", "127.0.0.1" })
	void plainWebClientNeverWorksAgain(String host) throws Exception {
		try (Backend backend = Backend.start(); App app = App.plain()) {
			assertThat(get(app, Face.WEB_CLIENT, backend.url(host))).contains("ok");
			shutDownGlobalLoops();
			for (int times = 0; times < 3; times++) {
				assertThatExceptionOfType(ExecutionException.class)
					.isThrownBy(() -> get(app, Face.WEB_CLIENT, backend.url(host)))
					.withMessageContaining("event executor terminated");
			}
		}
	}

	@ParameterizedTest
	@MethodSource("hosts")
	void closedContextTakesNothingFromAnother(Face face, String host) throws Exception {
		App other = App.lifeguard("retry.enabled=false");
		try (Backend backend = Backend.start(); App app = App.lifeguard("retry.enabled=false")) {
			assertThat(get(app, face, backend.url(host))).contains("ok");
			assertThat(get(other, face, backend.url(host))).contains("ok");
			other.close();
			assertThat(get(app, face, backend.url(host))).contains("ok");
		}
	}

	@ParameterizedTest
	@MethodSource("hosts")
	void loopsOfAnApplicationsOwnAreMadeAnew(Face face, String host) throws Exception {
		try (Backend backend = Backend.start();
				App app = App.lifeguard(WebApplicationType.NONE, new Class<?>[] { OwnLoops.class },
						"retry.enabled=false")) {
			assertThat(get(app, face, backend.url(host))).contains("ok");
			app.bean(ReactorResourceFactory.class).stop();
			assertThat(get(app, face, backend.url(host))).contains("ok");
		}
	}

	@ParameterizedTest
	@MethodSource("hosts")
	void callsOfThatMomentFailInWords(Face face, String host, CapturedOutput output) throws Exception {
		try (Backend backend = Backend.start();
				App app = App.lifeguard("retry.enabled=false", "pool.max-connections=2", "pool.acquire-timeout=20s",
						"timeout.call=25s")) {
			backend.shut();
			List<Future<String>> calls = Stream.generate(() -> app.caller(face).get(backend.url(host)))
				.limit(4)
				.toList();
			await().until(() -> backend.inFlight() == 2 && app.pending() == 2);
			shutDownGlobalLoops();
			backend.open();
			List<Throwable> failures = calls.stream()
				.map(LoopsShutDownTests::failure)
				.filter(Objects::nonNull)
				.toList();
			assertThat(failures).hasSizeGreaterThanOrEqualTo(2)
				.allSatisfy((failure) -> assertThat(failure)
					.hasMessageMatching("client=orders remote=.*: the event loops were shut down.*"));
			app.assertNothingHeld();
			assertThat(get(app, face, backend.url(host))).contains("ok");
			assertQuiet(output);
		}
	}

	@ParameterizedTest
	@EnumSource
	void lookupOfThatMomentEndsAtOnce(Face face) throws Exception {
		try (App app = App.lifeguard(WebApplicationType.NONE, new Class<?>[] { NameResolutionTests.Silent.class },
				"retry.enabled=false", "timeout.connect=25s", "timeout.call=30s")) {
			Future<String> call = app.caller(face).get("http://orders.example.test/");
			await().until(() -> !app.bean(DnsServer.class).queries().isEmpty());
			shutDownGlobalLoops();
			assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> call.get(10, TimeUnit.SECONDS))
				.withStackTraceContaining(
						"client=orders remote=orders.example.test:80: the event loops were shut down");
			app.assertNothingHeld();
		}
	}

	@ParameterizedTest
	@EnumSource
	void bodyOfThatMomentEndsInWords(Face face, CapturedOutput output) throws Exception {
		try (ScriptedServer server = ScriptedServer.start((exchange) -> {
			exchange.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nbegun");
			exchange.hold();
		}); App app = App.lifeguard("retry.enabled=false", "timeout.response=25s")) {
			Future<String> call = app.caller(face).get(server.url());
			await().until(() -> app.active() == 1 && phase(app) == Phase.BODY);
			shutDownGlobalLoops();
			assertThat(failure(call)).hasMessageMatching("client=orders remote=.*: the event loops were shut down.*");
			app.assertNothingHeld();
			assertQuiet(output);
		}
	}

	@Test
	void responseThatIsClosedLaterHarmsNobody(CapturedOutput output) throws Exception {
		try (ScriptedServer server = ScriptedServer.start((exchange) -> {
			exchange.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nbegun");
			exchange.hold();
		}); App app = App.lifeguard("retry.enabled=false", "timeout.call=1s", "timeout.response=1s")) {
			ConvertibleClientHttpResponse response = app.restClient()
				.get()
				.uri(server.url())
				.exchange((request, answer) -> answer, false);
			shutDownGlobalLoops();
			app.assertNothingHeld();
			response.close();
			await().during(Duration.ofMillis(1500))
				.atMost(Duration.ofSeconds(5))
				.untilAsserted(() -> assertQuiet(output));
		}
	}

	/**
	 * Nothing is thrown on a thread of ours, and no failure is lost. What Netty itself
	 * says of a channel that comes too late is left to it.
	 */
	private static void assertQuiet(CapturedOutput output) {
		assertThat(output).doesNotContain("could not be ended", "onErrorDropped", "Exception in thread");
	}

	private static Phase phase(App app) {
		return app.bean(ClientRegistry.class).client("orders").holders().get(0).phase();
	}

	/**
	 * Return what a call failed with, if it did; it must be over soon.
	 */
	private static @Nullable Throwable failure(Future<String> call) {
		try {
			assertThat(call.get(10, TimeUnit.SECONDS)).contains("ok");
			return null;
		}
		catch (ExecutionException ex) {
			return Calls.causes(ex)
				.filter((cause) -> cause.getClass().getName().startsWith("java."))
				.filter(IOException.class::isInstance)
				.findFirst()
				.orElse(ex);
		}
		catch (InterruptedException | TimeoutException ex) {
			throw new AssertionError(ex);
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnLoops {

		@Bean
		ReactorResourceFactory reactorResourceFactory() {
			ReactorResourceFactory factory = new ReactorResourceFactory();
			factory.setUseGlobalResources(false);
			factory.setShutdownQuietPeriod(Duration.ZERO);
			return factory;
		}

	}

}
