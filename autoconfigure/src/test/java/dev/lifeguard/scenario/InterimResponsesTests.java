package dev.lifeguard.scenario;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import dev.lifeguard.testsupport.App;
import dev.lifeguard.testsupport.Control;
import dev.lifeguard.testsupport.Face;
import dev.lifeguard.testsupport.Http2Server;
import dev.lifeguard.testsupport.Http2Server.Manner;
import dev.lifeguard.testsupport.ScriptedServer;
import dev.lifeguard.testsupport.ScriptedServer.Exchange;
import dev.lifeguard.testsupport.ScriptedServer.Script;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.http.HttpMethod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Responses that come before the final one are skipped, and each caller gets its own
 * final response.
 */
class InterimResponsesTests {

	private static final String HINTS = "HTTP/1.1 103 Early Hints\r\nLink: </style.css>\r\n\r\n";

	private static final Script LATE_FINAL = (exchange) -> {
		exchange.send(HINTS).isReleasedWithin(400);
		ok(exchange);
	};

	private static void ok(Exchange exchange) throws IOException {
		exchange.send("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n" + exchange.number());
	}

	@ParameterizedTest
	@EnumSource
	void callerGetsTheFinalResponse(Face face) throws Exception {
		try (App app = App.lifeguard("pool.max-connections=1");
				ScriptedServer server = ScriptedServer.start(LATE_FINAL)) {
			assertThat(answer(app, face, server)).isEqualTo("1");
			assertThat(answer(app, face, server)).isEqualTo("2");
			assertThat(server.connections()).isEqualTo(1);
			app.assertNothingHeld();
		}
	}

	@Control
	@ParameterizedTest
	@EnumSource
	void plainClientHandsItToTheNextCaller(Face face) throws Exception {
		try (App app = App.bounded(1); ScriptedServer server = ScriptedServer.start(LATE_FINAL)) {
			assertThat(answer(app, face, server)).isNotEqualTo("1");
			assertThat(answer(app, face, server)).isNotEqualTo("2");
		}
	}

	@ParameterizedTest
	@CsvSource({ "REST_CLIENT, 100", "REST_CLIENT, 102", "REST_CLIENT, 199", "WEB_CLIENT, 100", "WEB_CLIENT, 102",
			"WEB_CLIENT, 199" })
	void manyAreSkipped(Face face, int status) throws Exception {
		String interim = "HTTP/1.1 " + status + " Wait\r\nContent-Length: 5\r\nContent-Encoding: gzip\r\n\r\n";
		Script script = (exchange) -> {
			for (int number = 0; number < 100; number++) {
				exchange.send(interim);
			}
			exchange.isReleasedWithin(20);
			ok(exchange.send(interim.repeat(100)));
		};
		try (App app = App.lifeguard("pool.max-connections=1"); ScriptedServer server = ScriptedServer.start(script)) {
			assertThat(answer(app, face, server)).isEqualTo("1");
			assertThat(answer(app, face, server)).isEqualTo("2");
			app.assertNothingHeld();
		}
	}

	@ParameterizedTest
	@EnumSource
	void theyDoNotGiveThePeerMoreTime(Face face) throws Exception {
		Script script = (exchange) -> {
			while (!exchange.isReleasedWithin(50)) {
				exchange.send(HINTS);
			}
		};
		try (App app = App.lifeguard("pool.max-connections=1", "timeout.response=400ms", "retry.enabled=false");
				ScriptedServer server = ScriptedServer.start(script)) {
			Future<String> answer = app.caller(face).get(server.url());
			assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> answer.get(10, TimeUnit.SECONDS))
				.withStackTraceContaining("phase=FIRST_BYTE");
			app.assertNothingHeld();
		}
	}

	@Test
	void responseToHeadHasNoBodyAfterThem() throws Exception {
		Script script = (exchange) -> exchange.send(HINTS)
			.send(HINTS + "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX-Number: " + exchange.number() + "\r\n\r\n");
		try (App app = App.lifeguard("pool.max-connections=1"); ScriptedServer server = ScriptedServer.start(script)) {
			for (int call = 1; call < 4; call++) {
				assertThat(app.restClient()
					.head()
					.uri(server.url())
					.retrieve()
					.toBodilessEntity()
					.getHeaders()
					.getFirst("X-Number")).isEqualTo("" + call);
			}
		}
	}

	@ParameterizedTest
	@EnumSource
	void uploadThatAsksFirstGoesOn(Face face) throws Exception {
		Script script = (exchange) -> {
			exchange.send("HTTP/1.1 100 Continue\r\n\r\n").isReleasedWithin(50);
			exchange.read(exchange.contentLength());
			ok(exchange.send(HINTS));
		};
		try (App app = App.lifeguard("pool.max-connections=1"); ScriptedServer server = ScriptedServer.start(script)) {
			assertThat(upload(app, face, server.url())).isEqualTo("1");
			assertThat(upload(app, face, server.url())).isEqualTo("2");
			assertThat(server.connections()).isEqualTo(1);
		}
	}

	private static String upload(App app, Face face, String url) {
		String body = "x".repeat(100_000);
		if (face == Face.REST_CLIENT) {
			return app.restClient()
				.post()
				.uri(url)
				.header("Expect", "100-continue")
				.body(body)
				.retrieve()
				.body(String.class);
		}
		return app.webClient()
			.method(HttpMethod.POST)
			.uri(url)
			.header("Expect", "100-continue")
			.bodyValue(body)
			.retrieve()
			.bodyToMono(String.class)
			.block(Duration.ofSeconds(10));
	}

	@ParameterizedTest
	@EnumSource
	void switchThatNobodyAskedForFails(Face face) throws Exception {
		Script script = (exchange) -> exchange
			.send("HTTP/1.1 101 Switching Protocols\r\nUpgrade: other\r\nConnection: upgrade\r\n\r\nother words");
		try (App app = App.lifeguard("pool.max-connections=1", "retry.enabled=false");
				ScriptedServer server = ScriptedServer.start(script)) {
			assertSwitched(app, face, server.url());
			await().until(() -> server.connectionsOpen() == 0);
			assertSwitched(app, face, server.url());
			app.assertNothingHeld();
		}
	}

	private static void assertSwitched(App app, Face face, String url) {
		Future<String> answer = app.caller(face).get(url);
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> answer.get(5, TimeUnit.SECONDS))
			.withStackTraceContaining("the response is malformed: the peer switched protocols without being asked to");
	}

	@ParameterizedTest
	@EnumSource
	void streamGetsTheFinalResponse(Face face) throws Exception {
		try (App app = App.lifeguard("protocol=h2c", "pool.max-connections=1");
				Http2Server server = Http2Server.start(Manner.HINT_FIRST)) {
			assertThat(app.caller(face).get(server.url()).get(5, TimeUnit.SECONDS)).isEqualTo("ok");
			assertThat(app.caller(face).get(server.url()).get(5, TimeUnit.SECONDS)).isEqualTo("ok");
			assertThat(server.connections()).isEqualTo(1);
			app.assertNothingHeld();
		}
	}

	@ParameterizedTest
	@EnumSource
	void switchOfAStreamFails(Face face) {
		try (App app = App.lifeguard("protocol=h2c", "pool.max-connections=1", "retry.enabled=false");
				Http2Server server = Http2Server.start(Manner.SWITCH)) {
			for (int call = 0; call < 3; call++) {
				Future<String> answer = app.caller(face).get(server.url());
				assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> answer.get(5, TimeUnit.SECONDS))
					.withStackTraceContaining("the response is malformed:")
					.withStackTraceContaining("status code '101'");
			}
			app.assertNothingHeld();
		}
	}

	private static String answer(App app, Face face, ScriptedServer server) throws Exception {
		return app.caller(face).get(server.url()).get(10, TimeUnit.SECONDS);
	}

}
