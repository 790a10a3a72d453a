package dev.lifeguard.scenario;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.lifeguard.testsupport.App;
import dev.lifeguard.testsupport.Calls;
import dev.lifeguard.testsupport.Control;
import dev.lifeguard.testsupport.Face;
import dev.lifeguard.testsupport.ScriptedServer;
import dev.lifeguard.testsupport.ScriptedServer.Script;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Servers that break the protocol, or off: the call fails, and no place is lost.
 */
class HostileServerTests {

	static Stream<Arguments> wrongAnswers() {
		return Stream.of(Face.values())
			.flatMap((face) -> Stream.of(Arguments.of("garbage", face, script("NONSENSE\r\n\r\n")),
					Arguments.of("lying Content-Length", face,
							script("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nshort")),
					Arguments.of("bad chunk", face,
							script("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\nbroken\r\n")),
					Arguments.of("bad Content-Length", face, script("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n")),
					Arguments.of("closed before an answer", face, script("")),
					Arguments.of("endless headers", face, (Script) (exchange) -> exchange.send("HTTP/1.1 200 OK\r\n")
						.sendEndlessly("X-More: and more and more and more\r\n"))));
	}

	private static Script script(String answer) {
		return (exchange) -> exchange.send(answer).close();
	}

	@ParameterizedTest(name = "{0} {1}")
	@MethodSource("wrongAnswers")
	void callFailsAndThePlaceComesBack(String name, Face face, Script script) throws Exception {
		try (App app = App.lifeguard("pool.max-connections=1", "timeout.response=2s", "retry.enabled=false");
				ScriptedServer server = ScriptedServer.start(script)) {
			for (int call = 0; call < 3; call++) {
				Future<String> answer = app.caller(face).get(server.url());
				assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> answer.get(5, TimeUnit.SECONDS))
					.satisfies((failure) -> assertThat(Calls.causes(failure)).anySatisfy(
							(cause) -> assertThat(cause).isInstanceOf(IOException.class).message().isNotBlank()));
			}
			assertThat(server.requests()).as("no hidden retry").isEqualTo(3);
			app.assertNothingHeld();
		}
	}

	@ParameterizedTest
	@MethodSource("faces")
	void peerThatDoesNotSpeakTlsIsNamed(Face face) throws Exception {
		try (App app = App.lifeguard("pool.max-connections=1");
				ScriptedServer server = ScriptedServer.talking("HTTP/1.1 400 Bad Request\r\n\r\n")) {
			Future<String> answer = app.caller(face).get(server.url().replace("http:", "https:"));
			assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> answer.get(15, TimeUnit.SECONDS))
				.withStackTraceContaining("not an SSL/TLS record");
			app.assertNothingHeld();
		}
	}

	@ParameterizedTest
	@MethodSource("faces")
	void connectionWithAnAnswerThatNobodyAskedForIsClosed(Face face) throws Exception {
		try (App app = App.lifeguard("pool.max-connections=1"); ScriptedServer server = answersTwice()) {
			for (int call = 1; call < 4; call++) {
				assertThat(app.caller(face).get(server.url()).get(5, TimeUnit.SECONDS)).isEqualTo("ok");
				await().until(() -> app.snapshot().idle() == 0 && server.connectionsOpen() == 0);
				assertThat(server.connections()).isEqualTo(call);
			}
		}
	}

	@Control
	@ParameterizedTest
	@MethodSource("faces")
	void plainClientKeepsIt(Face face) throws Exception {
		try (App app = App.bounded(1); ScriptedServer server = answersTwice()) {
			assertThat(app.caller(face).get(server.url()).get(5, TimeUnit.SECONDS)).isEqualTo("ok");
			await().during(Duration.ofMillis(500))
				.atMost(Duration.ofSeconds(20))
				.until(() -> server.connectionsOpen() == 1);
		}
	}

	@ParameterizedTest
	@MethodSource("faces")
	void callerThatWaitedForTheConnectionDoesNotGetIt(Face face) throws Exception {
		try (App app = App.lifeguard("pool.max-connections=1", "retry.enabled=false");
				ScriptedServer server = answersTwice()) {
			List<Future<String>> calls = IntStream.range(0, 20)
				.mapToObj((index) -> app.caller(face).get(server.url()))
				.toList();
			for (Future<String> call : calls) {
				assertThat(answer(call)).isNotEqualTo("evil");
			}
			app.assertNothingHeld();
		}
	}

	private static String answer(Future<String> call) throws Exception {
		try {
			return call.get(5, TimeUnit.SECONDS);
		}
		catch (ExecutionException ex) {
			return "failed";
		}
	}

	@ParameterizedTest
	@MethodSource("faces")
	void bodyWithoutALengthThatWeCutOffIsNotTakenForWhole(Face face) throws Exception {
		Script endless = (exchange) -> {
			exchange.send("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
			while (!exchange.isReleasedWithin(20)) {
				exchange.send("x");
			}
		};
		try (App app = App.lifeguard("pool.max-connections=1", "timeout.response=500ms", "timeout.call=600ms");
				ScriptedServer server = ScriptedServer.start(endless)) {
			Future<String> answer = app.caller(face).get(server.url());
			assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> answer.get(5, TimeUnit.SECONDS))
				.withStackTraceContaining("phase=CALL");
			app.assertNothingHeld();
		}
	}

	private static ScriptedServer answersTwice() {
		return ScriptedServer.start((exchange) -> exchange.send(
				"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok" + "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil"));
	}

	static Stream<Arguments> silentServers() {
		return Stream.of(Face.values())
			.flatMap(
					(face) -> Stream.of(
							Arguments.of("no answer", face, "FIRST_BYTE", (Script) ScriptedServer.Exchange::hold),
							Arguments.of("half an answer", face, "BODY",
									(Script) (exchange) -> exchange
										.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf")
										.hold())));
	}

	@ParameterizedTest(name = "{0} {1}")
	@MethodSource("silentServers")
	void silenceEndsWithTheResponseTimeout(String name, Face face, String phase, Script script) throws Exception {
		try (App app = App.lifeguard("pool.max-connections=1", "timeout.response=300ms", "timeout.call=30s");
				ScriptedServer server = ScriptedServer.start(script)) {
			Future<String> answer = app.caller(face).get(server.url());
			assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> answer.get(5, TimeUnit.SECONDS))
				.withStackTraceContaining(
						"CallTimeoutException: client=orders remote=" + server.url().substring(7) + " phase=" + phase)
				.withStackTraceContaining("limit=300ms (timeout.response)");
			app.assertNothingHeld();
		}
	}

	@ParameterizedTest(name = "{0} {1}")
	@MethodSource("silentServers")
	void silenceEndsWithTheCall(String name, Face face, String phase, Script script) throws Exception {
		try (App app = App.lifeguard("pool.max-connections=1", "timeout.response=500ms", "timeout.call=500ms");
				ScriptedServer server = ScriptedServer.start(script)) {
			Future<String> answer = app.caller(face).get(server.url());
			assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> answer.get(5, TimeUnit.SECONDS))
				.withStackTraceContaining("CallTimeoutException: client=orders");
			app.assertNothingHeld();
		}
	}

	@ParameterizedTest
	@MethodSource("faces")
	void dripEndsWithTheCall(Face face) throws Exception {
		try (App app = App.lifeguard("pool.max-connections=1", "timeout.response=500ms", "timeout.call=600ms");
				ScriptedServer server = ScriptedServer.start(ScriptedServer.Exchange::drip)) {
			Future<String> answer = app.caller(face).get(server.url());
			assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> answer.get(5, TimeUnit.SECONDS))
				.withStackTraceContaining("phase=CALL")
				.withStackTraceContaining("limit=600ms (timeout.call)");
			app.assertNothingHeld();
		}
	}

	@Control
	@ParameterizedTest
	@MethodSource("faces")
	void plainClientWaitsForTheDripForEver(Face face) throws Exception {
		try (App app = App.plain("spring.http.clients.read-timeout=500ms");
				ScriptedServer server = ScriptedServer.start(ScriptedServer.Exchange::drip)) {
			Future<String> answer = app.caller(face).get(server.url());
			assertThatExceptionOfType(java.util.concurrent.TimeoutException.class)
				.isThrownBy(() -> answer.get(2, TimeUnit.SECONDS));
			answer.cancel(true);
		}
	}

	static Stream<Face> faces() {
		return Stream.of(Face.values());
	}

}
