package dev.lifeguard.scenario;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.lifeguard.testsupport.App;
import dev.lifeguard.testsupport.Control;
import dev.lifeguard.testsupport.Face;
import dev.lifeguard.testsupport.ScriptedServer;
import dev.lifeguard.testsupport.ScriptedServer.Exchange;
import dev.lifeguard.testsupport.ScriptedServer.Script;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.search.MeterNotFoundException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Bytes behind a response never become part of the next one: the connection is closed.
 */
class StrayBytesTests {

	private static final String ONE = "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\none";

	private static final String ONE_CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
			+ "3\r\none\r\n0\r\nX-Trailer: last\r\n\r\n";

	private static final String BEGINNING = "HTTP/1.1 200 OK\r\nX-Stray: ";

	private static final String FAILED = "HTTP/1.1 500 Failed\r\nContent-Length: 0\r\n\r\n";

	private static final List<String> TAILS = List.of(BEGINNING, "HTTP/1.1 200 OK\r\n",
			"HTTP/1.1 200 OK\r\nX-Stray: 1\r\n", "HTTP/1.1 2", "\r\n", "\n", "\r", " ", "x", "\0", "0\r\n\r\n",
			"HTTP/1.1 103 Early Hints\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil",
			"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nev");

	@ParameterizedTest
	@EnumSource
	void tailInTheSamePacketIsNobodys(Face face) throws Exception {
		try (App app = app()) {
			for (String tail : TAILS) {
				for (String one : List.of(ONE, ONE_CHUNKED)) {
					assertNobodys(app, face, (exchange) -> exchange.send(one + tail));
				}
			}
			app.assertNothingHeld();
		}
	}

	@ParameterizedTest
	@EnumSource
	void tailWhileTheConnectionIsIdleIsNobodys(Face face) throws Exception {
		try (App app = app()) {
			for (String tail : TAILS) {
				assertNobodys(app, face, (exchange) -> exchange.send(ONE).hold().send(tail));
			}
			app.assertNothingHeld();
		}
	}

	private static void assertNobodys(App app, Face face, Script first) throws Exception {
		try (ScriptedServer server = firstThenFailure(first)) {
			assertThat(app.caller(face).get(server.url()).get(5, TimeUnit.SECONDS)).isEqualTo("one");
			server.release();
			await().pollInterval(Duration.ofMillis(5)).until(() -> server.connectionsOpen() == 0);
			assertFails(app, face, server);
		}
	}

	@Control
	@ParameterizedTest
	@EnumSource
	void plainClientTakesAFailureForSuccess(Face face) throws Exception {
		try (App app = App.bounded(1);
				ScriptedServer server = firstThenFailure((exchange) -> exchange.send(ONE + BEGINNING))) {
			assertThat(app.caller(face).get(server.url()).get(5, TimeUnit.SECONDS)).isEqualTo("one");
			assertThat(app.caller(face).get(server.url()).get(5, TimeUnit.SECONDS)).isNullOrEmpty();
			assertThat(server.connections()).isEqualTo(1);
		}
	}

	@ParameterizedTest
	@EnumSource
	void tailIsFoundWhereverThePacketsAreCut(Face face) throws Exception {
		for (String one : List.of(ONE, ONE_CHUNKED)) {
			String all = one + BEGINNING;
			AtomicInteger cut = new AtomicInteger();
			Script script = (exchange) -> exchange.send(sendInTwo(exchange, all, cut.get()));
			try (App app = app(); ScriptedServer server = ScriptedServer.start(script)) {
				for (int at = 1; at < all.length(); at++) {
					cut.set(at);
					assertThat(app.caller(face).get(server.url()).get(5, TimeUnit.SECONDS)).isEqualTo("one");
					await().pollInterval(Duration.ofMillis(1)).until(() -> server.connectionsOpen() == 0);
				}
				assertThat(server.connections()).isEqualTo(all.length() - 1);
				app.assertNothingHeld();
			}
		}
	}

	private static String sendInTwo(Exchange exchange, String all, int at) throws IOException, InterruptedException {
		exchange.send(all.substring(0, at)).isReleasedWithin(2);
		return all.substring(at);
	}

	@ParameterizedTest
	@EnumSource
	void cleanConnectionIsKeptWhereverThePacketsAreCut(Face face) throws Exception {
		for (String one : List.of(ONE, ONE_CHUNKED, "HTTP/1.1 103 Hints\r\n\r\n" + ONE_CHUNKED)) {
			AtomicInteger cut = new AtomicInteger();
			Script script = (exchange) -> exchange.send(sendInTwo(exchange, one, cut.get()));
			try (App app = app(); ScriptedServer server = ScriptedServer.start(script)) {
				for (int at = 1; at < one.length(); at++) {
					cut.set(at);
					assertThat(app.caller(face).get(server.url()).get(5, TimeUnit.SECONDS)).isEqualTo("one");
				}
				assertThat(server.connections()).isEqualTo(1);
			}
		}
	}

	@ParameterizedTest
	@EnumSource
	void connectionWithoutATrustedEndIsNotKept(Face face) throws Exception {
		Script script = (exchange) -> exchange.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n");
		try (App app = app(); ScriptedServer server = firstThenFailure(script)) {
			assertThatExceptionOfType(ExecutionException.class)
				.isThrownBy(() -> app.caller(face).get(server.url()).get(5, TimeUnit.SECONDS))
				.withStackTraceContaining("malformed");
			assertFails(app, face, server);
		}
	}

	/**
	 * The decompressor keeps the decoder's failure to itself.
	 */
	@ParameterizedTest
	@EnumSource
	void connectionWithABadChunkInACompressedBodyIsNotKept(Face face) throws Exception {
		Script script = (exchange) -> exchange.send(
				"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n\u001f\u008b\r\nzz\r\n");
		try (App app = app(); ScriptedServer server = firstThenFailure(script)) {
			Future<String> cut = app.caller(face).get(server.url());
			await().pollInterval(Duration.ofMillis(5)).until(cut::isDone);
			await().pollInterval(Duration.ofMillis(5)).until(() -> server.connectionsOpen() == 0);
			assertFails(app, face, server);
			app.assertNothingHeld();
		}
	}

	@ParameterizedTest
	@EnumSource
	void idleConnectionIsClosedForItsBytes(Face face) throws Exception {
		try (App app = App.lifeguard(WebApplicationType.NONE, new Class<?>[] { MetricsAutoConfiguration.class },
				"pool.max-connections=1");
				ScriptedServer server = ScriptedServer.start((exchange) -> exchange.send(ONE).hold().send("\r\n"))) {
			assertThat(app.caller(face).get(server.url()).get(5, TimeUnit.SECONDS)).isEqualTo("one");
			server.release();
			await().ignoreException(MeterNotFoundException.class)
				.until(() -> app.bean(MeterRegistry.class)
					.get("lifeguard.connections.evicted")
					.tag("reason", "STRAY")
					.counter()
					.count() == 1);
		}
	}

	private static App app() {
		return App.lifeguard("pool.max-connections=1", "retry.enabled=false", "timeout.response=2s");
	}

	private static ScriptedServer firstThenFailure(Script first) {
		AtomicInteger requests = new AtomicInteger();
		return ScriptedServer.start((exchange) -> {
			if (requests.incrementAndGet() == 1) {
				first.serve(exchange);
			}
			else {
				exchange.send(FAILED);
			}
		});
	}

	private static void assertFails(App app, Face face, ScriptedServer server) {
		assertThatExceptionOfType(ExecutionException.class)
			.isThrownBy(() -> app.caller(face).get(server.url()).get(5, TimeUnit.SECONDS))
			.withStackTraceContaining("500");
		assertThat(server.connections()).isEqualTo(2);
	}

}
