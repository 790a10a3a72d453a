package dev.lifeguard.scenario;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import dev.lifeguard.testsupport.App;
import dev.lifeguard.testsupport.Backend;
import dev.lifeguard.testsupport.Face;
import dev.lifeguard.testsupport.ScriptedServer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Calls that are sent on to another remote.
 */
class RedirectTests {

	@ParameterizedTest
	@EnumSource
	void redirectIsOneLease(Face face) throws Exception {
		try (Backend backend = Backend.start();
				ScriptedServer redirecting = redirectingTo(backend);
				App app = App.lifeguard("pool.max-connections=1")) {
			for (int call = 0; call < 5; call++) {
				assertThat(app.caller(face).get(redirecting.url()).get(5, TimeUnit.SECONDS)).contains("ok");
			}
			app.assertNothingHeld();
		}
	}

	@ParameterizedTest
	@EnumSource
	void callsThatMeetAtOneRemoteDoNotWaitThereLongerThanAllowed(Face face) throws Exception {
		try (Backend backend = Backend.start();
				ScriptedServer redirecting = redirectingTo(backend);
				ScriptedServer alsoRedirecting = redirectingTo(backend);
				App app = App.lifeguard("pool.max-connections=4", "pool.max-connections-per-host=2",
						"pool.acquire-timeout=300ms")) {
			backend.shut();
			List<Future<String>> calls = IntStream.range(0, 4)
				.mapToObj((index) -> app.caller(face).get(((index < 2) ? redirecting : alsoRedirecting).url()))
				.toList();
			await().until(() -> calls.stream().filter(Future::isDone).count() == 2);
			assertThat(calls).filteredOn(Future::isDone)
				.allSatisfy((call) -> assertThatExceptionOfType(ExecutionException.class).isThrownBy(call::get)
					.withStackTraceContaining("503: Connection pool exhausted")
					.withStackTraceContaining("reason=ACQUIRE_TIMEOUT"));
			assertThat(backend.inFlight()).isEqualTo(2);
			backend.open();
			app.assertNothingHeld();
		}
	}

	@ParameterizedTest
	@EnumSource
	void smallBodyIsSentAgainToWhereTheCallIsRedirected(Face face) throws Exception {
		try (Backend backend = Backend.start();
				ScriptedServer redirecting = ScriptedServer.start((exchange) -> exchange
					.send("HTTP/1.1 307 Go\r\nLocation: " + backend.url() + "/echo\r\nContent-Length: 0\r\n\r\n"));
				App app = App.lifeguard("pool.max-connections=1")) {
			assertThat(app.caller(face).post(redirecting.url(), "hello").get(5, TimeUnit.SECONDS)).isEqualTo("hello");
			app.assertNothingHeld();
		}
	}

	private static ScriptedServer redirectingTo(Backend backend) {
		return ScriptedServer.start((exchange) -> exchange
			.send("HTTP/1.1 302 Found\r\nLocation: " + backend.url() + "/\r\nContent-Length: 0\r\n\r\n"));
	}

}
