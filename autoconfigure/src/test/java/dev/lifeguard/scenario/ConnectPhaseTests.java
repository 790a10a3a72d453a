package dev.lifeguard.scenario;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.lifeguard.testsupport.App;
import dev.lifeguard.testsupport.Control;
import dev.lifeguard.testsupport.Face;
import dev.lifeguard.testsupport.SilentServer;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Peers that never let a connection come to be.
 */
class ConnectPhaseTests {

	private static final int PLACES = 3;

	static Stream<Arguments> peers() {
		return Stream.of(Face.values())
			.flatMap((face) -> Stream.of(Arguments.of(face, "CONNECT", "http", "timeout.connect"),
					Arguments.of(face, "TLS", "https", "timeout.tls-handshake")));
	}

	private static SilentServer server(String phase) {
		return phase.equals("CONNECT") ? SilentServer.blackHole() : SilentServer.accepting();
	}

	@ParameterizedTest
	@MethodSource("peers")
	void phaseEndsWithItsOwnTimeout(Face face, String phase, String scheme, String key) throws Exception {
		try (App app = App.lifeguard(key + "=300ms", "pool.max-connections=" + PLACES);
				SilentServer server = server(phase)) {
			Future<String> call = app.caller(face).get(server.url(scheme));
			await().until(() -> app.snapshot().connecting() == 1);
			assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> call.get(5, TimeUnit.SECONDS))
				.withStackTraceContaining("CallTimeoutException: client=orders remote=127.0.0.1")
				.withStackTraceContaining("phase=" + phase)
				.withStackTraceContaining("limit=300ms (" + key + ")");
			app.assertNothingHeld();
		}
	}

	@ParameterizedTest
	@MethodSource("peers")
	void placesComeBackAtOnceFromCallersThatHaveGone(Face face, String phase, String scheme, String key)
			throws Exception {
		try (App app = App.lifeguard(key + "=20s", "timeout.call=1m", "pool.max-connections=" + PLACES);
				SilentServer server = server(phase)) {
			List<Future<String>> calls = calls(app, face, server.url(scheme));
			await().until(() -> app.snapshot().connecting() == PLACES);
			calls.forEach((call) -> call.cancel(true));
			app.assertNothingHeld();
			// the sockets are gone as well: others connect in their stead, and do not
			// wait
			List<Future<String>> next = calls(app, face, server.url(scheme));
			await().until(() -> app.snapshot().connecting() == PLACES);
			next.forEach((call) -> assertThat(call).isNotDone());
			next.forEach((call) -> call.cancel(true));
			app.assertNothingHeld();
		}
	}

	@Control
	@ParameterizedTest
	@MethodSource("peers")
	void plainClientKeepsThePlacesOfCallersThatHaveGone(Face face, String phase, String scheme, String key)
			throws Exception {
		try (App app = App.bounded(PLACES); SilentServer server = server(phase)) {
			List<Future<String>> calls = calls(app, face, server.url(scheme));
			await().until(() -> app.allocated() == PLACES);
			calls.forEach((call) -> call.cancel(true));
			assertThatExceptionOfType(ConditionTimeoutException.class)
				.isThrownBy(() -> await().atMost(Duration.ofSeconds(2)).until(() -> app.allocated() == 0));
		}
	}

	private static List<Future<String>> calls(App app, Face face, String url) {
		return IntStream.range(0, PLACES).mapToObj((index) -> app.caller(face).get(url)).toList();
	}

}
