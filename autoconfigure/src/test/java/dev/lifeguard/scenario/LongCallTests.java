package dev.lifeguard.scenario;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import dev.lifeguard.failure.CallTimeoutException;
import dev.lifeguard.failure.ResponseReclaimedException;
import dev.lifeguard.testsupport.Alone;
import dev.lifeguard.testsupport.App;
import dev.lifeguard.testsupport.Calls;
import dev.lifeguard.testsupport.EventReader;
import dev.lifeguard.testsupport.Face;
import dev.lifeguard.testsupport.ScriptedServer;
import dev.lifeguard.testsupport.SlowReader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Calls that take longer than the built-in limits allow, with what the page about them
 * shows.
 */
@Alone
class LongCallTests {

	private static App app;

	@BeforeAll
	static void startApplication() throws Exception {
		app = LongCalls.app("lifeguard.clients.events.pool.max-life-time=200ms",
				"lifeguard.clients.events.pool.evict-interval=50ms");
		try (ScriptedServer server = ScriptedServer
			.start((exchange) -> exchange.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"))) {
			for (Face face : Face.values()) {
				assertThat(answer(get("llm", face, server))).isEqualTo("ok");
			}
		}
	}

	@AfterAll
	static void stopApplication() {
		app.close();
	}

	private static Future<String> get(String client, Face face, ScriptedServer server) {
		return face.of(app.clients().restClient(client), app.clients().webClient(client)).get(server.url());
	}

	private static <T> T answer(Future<T> call) throws Exception {
		return call.get(20, TimeUnit.SECONDS);
	}

	private static <T extends Throwable> T failure(Class<T> type, Future<?> call) {
		Throwable failure = catchThrowable(() -> call.get(20, TimeUnit.SECONDS));
		return Calls.causes(failure)
			.filter(type::isInstance)
			.map(type::cast)
			.findFirst()
			.orElseThrow(() -> new AssertionError(failure));
	}

	@ParameterizedTest
	@EnumSource
	void streamSurvivesItsSilence(EventReader reader) throws Exception {
		try (ScriptedServer server = ScriptedServer.start(LongCalls.EVENTS)) {
			Future<List<String>> own = reader.read(app, "events", server.url());
			Future<List<String>> control = reader.read(app, "default", server.url());
			assertThat(answer(own)).containsExactly("one", "two", "three");
			assertThat(failure(CallTimeoutException.class, control)).hasMessageContaining("client=default")
				.hasMessageContaining("phase=BODY")
				.hasMessageContaining("(timeout.response)");
			assertThat(server.requests()).isEqualTo(2);
		}
	}

	@ParameterizedTest
	@EnumSource
	void streamThatBreaksIsNotBegunAgain(EventReader reader) throws Exception {
		try (ScriptedServer server = ScriptedServer.start(LongCalls.BROKEN_EVENTS)) {
			for (String client : List.of("events", "exports", "llm")) {
				int before = server.requests();
				assertThat(catchThrowable(() -> answer(reader.read(app, client, server.url())))).isNotNull();
				assertThat(server.requests()).isEqualTo(before + 1);
			}
		}
	}

	@ParameterizedTest
	@EnumSource
	void pollIsAnsweredLateAndAskedOnce(Face face) throws Exception {
		try (ScriptedServer server = ScriptedServer.start(LongCalls.POLL)) {
			Future<String> own = get("changes", face, server);
			assertThat(answer(own)).isEqualTo("change");
			assertThat(server.requests()).isEqualTo(1);
			CallTimeoutException timeout = failure(CallTimeoutException.class, get("default", face, server));
			assertThat(timeout).hasMessageContaining("client=default");
		}
	}

	@ParameterizedTest
	@EnumSource
	void downloadThatMakesProgressIsNotCut(Face face) throws Exception {
		try (ScriptedServer server = ScriptedServer.start(LongCalls.EXPORT)) {
			Future<String> own = get("exports", face, server);
			Future<String> control = get("default", face, server);
			assertThat(answer(own)).isEqualTo("xxxxxxxxxx");
			assertThat(failure(CallTimeoutException.class, control)).hasMessageContaining("client=default")
				.hasMessageContaining("phase=CALL")
				.hasMessageContaining("(timeout.call)");
		}
	}

	@ParameterizedTest
	@EnumSource
	void readerMayPause(SlowReader reader) throws Exception {
		Duration pause = LongCalls.faster(Duration.ofSeconds(20));
		try (ScriptedServer server = ScriptedServer.start(LongCalls.LARGE)) {
			for (String client : List.of("events", "exports")) {
				assertThat(reader.read(app, client, server.url(), pause).get(20, TimeUnit.SECONDS))
					.isEqualTo(SlowReader.SIZE);
			}
			assertThat(failure(ResponseReclaimedException.class, reader.read(app, "default", server.url(), pause)))
				.hasMessageContaining("leak.threshold");
		}
	}

	@ParameterizedTest
	@EnumSource
	void defaultClientReachesALibraryThatUsesTheBuilders(EventReader reader) throws Exception {
		try (ScriptedServer server = ScriptedServer.start(LongCalls.EVENTS)) {
			Future<?> library = reader.readAsALibrary(app, server.url());
			assertThat(failure(CallTimeoutException.class, library)).hasMessageContaining("client=default");
		}
	}

}
