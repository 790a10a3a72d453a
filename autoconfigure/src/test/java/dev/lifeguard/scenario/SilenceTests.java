package dev.lifeguard.scenario;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.lifeguard.testsupport.App;
import dev.lifeguard.testsupport.Control;
import dev.lifeguard.testsupport.Face;
import dev.lifeguard.testsupport.ScriptedServer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * A backend that accepts and keeps silent, and nobody has configured a timeout.
 */
class SilenceTests {

	private static final Duration SHIPPED = Duration.ofSeconds(10);

	@Test
	void callFailsWithinTheShippedDefault() throws Exception {
		try (App app = App.lifeguard("pool.max-connections=5", "retry.enabled=false");
				ScriptedServer server = ScriptedServer.start(ScriptedServer.Exchange::hold)) {
			List<Future<String>> calls = callsOfBoth(app, server.url());
			assertThat(calls).allSatisfy((call) -> assertThatExceptionOfType(ExecutionException.class)
				.isThrownBy(() -> call.get(SHIPPED.toSeconds() + 3, TimeUnit.SECONDS))
				.withStackTraceContaining("phase=FIRST_BYTE")
				.withStackTraceContaining("limit=10000ms (timeout.response)"));
			app.assertNothingHeld();
		}
	}

	@Control
	@Test
	void plainClientWaitsForEver() throws Exception {
		try (App app = App.plain(); ScriptedServer server = ScriptedServer.start(ScriptedServer.Exchange::hold)) {
			List<Future<String>> calls = callsOfBoth(app, server.url());
			await().during(SHIPPED.plusSeconds(1))
				.atMost(SHIPPED.plusSeconds(10))
				.until(() -> calls.stream().noneMatch(Future::isDone));
			calls.forEach((call) -> call.cancel(true));
		}
	}

	private static List<Future<String>> callsOfBoth(App app, String url) {
		return Stream.of(Face.values()).map((face) -> app.caller(face).get(url)).toList();
	}

}
