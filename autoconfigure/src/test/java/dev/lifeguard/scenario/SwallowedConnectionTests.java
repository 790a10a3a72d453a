package dev.lifeguard.scenario;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import dev.lifeguard.testsupport.App;
import dev.lifeguard.testsupport.Authority;
import dev.lifeguard.testsupport.Backend;
import dev.lifeguard.testsupport.Control;
import dev.lifeguard.testsupport.Face;
import dev.lifeguard.testsupport.Middlebox;
import dev.lifeguard.testsupport.PemFiles;
import dev.lifeguard.testsupport.TlsBackend;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.netty.http.HttpProtocol;

import org.springframework.boot.WebApplicationType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * HTTP/2 connections between whose ends something swallows all that is sent: a timeout
 * ends a call, and the connection is judged as well.
 */
class SwallowedConnectionTests {

	private static final String SILENCE = "silence of the HTTP/2 connection, which did not answer a PING";

	@TempDir
	private Path directory;

	@ParameterizedTest
	@EnumSource
	void callAfterTheOneThatTimedOutHasAFreshConnection(Face face) throws Exception {
		try (Backend backend = Backend.start(HttpProtocol.H2C);
				Middlebox box = Middlebox.before(backend.port());
				App app = App.lifeguard("protocol=h2c", "timeout.response=3s", "timeout.call=30s",
						"retry.enabled=false")) {
			assertSwallowedConnectionIsGivenUp(face, app, box, box.url() + "/echo", "hello");
		}
	}

	@ParameterizedTest
	@EnumSource
	void callAfterTheOneThatTimedOutHasAFreshConnectionOverTls(Face face) throws Exception {
		Authority authority = new Authority("authority");
		PemFiles files = new PemFiles(this.directory, authority.issue("caller"), authority);
		try (TlsBackend backend = TlsBackend.start(authority.issue("backend", "localhost"), authority, HttpProtocol.H2);
				Middlebox box = Middlebox.before(backend.port());
				App app = App.lifeguard(WebApplicationType.NONE, new Class<?>[0], files.properties("protocol=h2",
						"ssl.bundle=backend", "timeout.response=3s", "timeout.call=30s", "retry.enabled=false"))) {
			assertSwallowedConnectionIsGivenUp(face, app, box, box.url("https"), "CN=caller");
		}
	}

	private static void assertSwallowedConnectionIsGivenUp(Face face, App app, Middlebox box, String url, String answer)
			throws Exception {
		assertThat(app.caller(face).post(url, "hello").get(10, TimeUnit.SECONDS)).isEqualTo(answer);
		box.swallow();
		List<Future<String>> swallowed = new ArrayList<>();
		for (int call = 0; call < 3; call++) {
			long before = box.heard(0);
			swallowed.add(app.caller(face).post(url, "hello"));
			await().pollInterval(10, TimeUnit.MILLISECONDS).until(() -> box.heard(0) > before);
		}
		for (Future<String> call : swallowed) {
			assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> call.get(10, TimeUnit.SECONDS))
				.withStackTraceContaining("CallTimeoutException")
				.withStackTraceContaining("phase=FIRST_BYTE");
		}
		for (int call = 0; call < 5; call++) {
			assertThat(app.caller(face).post(url, "hello").get(10, TimeUnit.SECONDS)).isEqualTo(answer);
		}
		assertThat(box.connections()).isEqualTo(2);
		await().until(() -> box.open() == 1);
		app.assertNothingHeld();
		assertThat(app.snapshot().idle()).isOne();
		await().until(() -> silent(app) == 1);
	}

	private static double silent(App app) {
		return app.bean(MeterRegistry.class)
			.find("lifeguard.connections.evicted")
			.tag("reason", "SILENT")
			.counters()
			.stream()
			.mapToDouble((counter) -> counter.count())
			.sum();
	}

	@Test
	void callsThatMayTakeLongFailWithTheirConnection() throws Exception {
		try (Backend backend = Backend.start(HttpProtocol.H2C);
				Middlebox box = Middlebox.before(backend.port());
				App app = App.lifeguard("protocol=h2c", "timeout.response=1m", "timeout.call=5m",
						"retry.enabled=false")) {
			assertThat(app.caller(Face.WEB_CLIENT).post(box.url() + "/echo", "a").get(10, TimeUnit.SECONDS))
				.isEqualTo("a");
			box.swallow();
			long before = box.heard(0);
			Future<String> first = app.caller(Face.REST_CLIENT).post(box.url() + "/echo", "b");
			await().until(() -> box.heard(0) > before);
			Future<String> second = app.caller(Face.WEB_CLIENT).get(box.url());
			for (Future<String> call : List.of(first, second)) {
				assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> call.get(30, TimeUnit.SECONDS))
					.withStackTraceContaining("CallTimeoutException")
					.withStackTraceContaining("limit=10000ms (" + SILENCE + ")");
			}
			assertThat(box.connections()).isOne();
			await().until(() -> box.open() == 0);
			app.assertNothingHeld();
			await().until(() -> silent(app) == 1);
		}
	}

	@ParameterizedTest
	@EnumSource
	void connectionWithASlowEndpointIsKept(Face face) throws Exception {
		try (Backend backend = Backend.start(HttpProtocol.H2C);
				Middlebox box = Middlebox.before(backend.port());
				App app = App.lifeguard("protocol=h2c", "timeout.response=2s", "timeout.call=30s",
						"retry.enabled=false")) {
			assertThat(app.caller(face).post(box.url() + "/echo", "a").get(10, TimeUnit.SECONDS)).isEqualTo("a");
			backend.shut();
			for (int call = 0; call < 2; call++) {
				Future<String> slow = app.caller(face).get(box.url());
				assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> slow.get(10, TimeUnit.SECONDS))
					.withStackTraceContaining("limit=2000ms (timeout.response)");
				assertThat(app.caller(face).post(box.url() + "/echo", "b").get(10, TimeUnit.SECONDS)).isEqualTo("b");
			}
			assertThat(box.connections()).isOne();
			assertThat(box.open()).isOne();
			assertThat(silent(app)).isZero();
		}
	}

	@ParameterizedTest
	@EnumSource
	void connectionThatAnswersAfterAllIsUsedAgain(Face face) throws Exception {
		try (Backend backend = Backend.start(HttpProtocol.H2C);
				Middlebox box = Middlebox.before(backend.port());
				App app = App.lifeguard("protocol=h2c", "timeout.response=8s", "timeout.call=30s",
						"retry.enabled=false")) {
			String url = box.url() + "/echo";
			assertThat(app.caller(face).post(url, "a").get(10, TimeUnit.SECONDS)).isEqualTo("a");
			box.hold();
			Future<String> held = app.caller(face).post(url, "b");
			await().during(Duration.ofSeconds(1)).until(() -> !held.isDone());
			long request = box.heard(0);
			await().until(() -> box.heard(0) > request);
			assertThat(app.caller(face).post(url, "c").get(3, TimeUnit.SECONDS)).isEqualTo("c");
			assertThat(box.connections()).isEqualTo(2);
			box.pass();
			assertThat(held.get(10, TimeUnit.SECONDS)).isEqualTo("b");
			long before = box.heard(0);
			await().until(() -> app.caller(face).post(url, "d").get(10, TimeUnit.SECONDS).equals("d")
					&& box.heard(0) > before);
			assertThat(box.connections()).isEqualTo(2);
			assertThat(box.open()).isEqualTo(2);
			assertThat(silent(app)).isZero();
		}
	}

	@ParameterizedTest
	@EnumSource
	void connectionWhoseCallersGaveUpIsClosed(Face face) throws Exception {
		try (Backend backend = Backend.start(HttpProtocol.H2C);
				Middlebox box = Middlebox.before(backend.port());
				App app = App.lifeguard("protocol=h2c", "timeout.response=1s", "timeout.call=30s",
						"retry.enabled=false")) {
			assertThat(app.caller(face).post(box.url() + "/echo", "a").get(10, TimeUnit.SECONDS)).isEqualTo("a");
			box.swallow();
			long before = box.heard(0);
			Future<String> call = app.caller(face).post(box.url() + "/echo", "b");
			await().until(() -> box.heard(0) > before);
			call.cancel(true);
			app.assertNothingHeld();
			await().until(() -> box.open() == 0);
			await().until(() -> silent(app) == 1);
		}
	}

	@ParameterizedTest
	@EnumSource
	void connectionThatNeverBeganIsClosed(Face face) throws Exception {
		try (Backend backend = Backend.start(HttpProtocol.H2C);
				Middlebox box = Middlebox.before(backend.port());
				App app = App.lifeguard("protocol=h2c", "timeout.response=1s", "timeout.call=1m",
						"retry.max-attempts=1")) {
			box.swallowNext();
			assertThatExceptionOfType(ExecutionException.class)
				.isThrownBy(() -> app.caller(face).post(box.url() + "/echo", "a").get(20, TimeUnit.SECONDS))
				.withStackTraceContaining("CallTimeoutException")
				.withStackTraceContaining("phase=FIRST_BYTE")
				.withStackTraceContaining("limit=1000ms (timeout.response)");
			assertThat(app.caller(face).post(box.url() + "/echo", "b").get(10, TimeUnit.SECONDS)).isEqualTo("b");
			assertThat(box.connections()).isEqualTo(2);
			await().until(() -> box.open() == 1);
			app.assertNothingHeld();
		}
	}

	@Control
	@ParameterizedTest
	@EnumSource
	void plainClientKeepsCallingOnIt(Face face) throws Exception {
		// the application last: its pool is closed when its connections are
		try (App app = App.plainWith(Http2Tests.H2c.class);
				Backend backend = Backend.start(HttpProtocol.H2C);
				Middlebox box = Middlebox.before(backend.port())) {
			assertThat(app.caller(face).post(box.url() + "/echo", "a").get(10, TimeUnit.SECONDS)).isEqualTo("a");
			box.swallow();
			List<Future<String>> calls = new ArrayList<>();
			for (int call = 0; call < 4; call++) {
				calls.add(app.caller(face).post(box.url() + "/echo", "b"));
				await().during(Duration.ofMillis(500)).until(() -> calls.stream().noneMatch(Future::isDone));
			}
			assertThat(box.connections()).isOne();
			assertThat(box.open()).isOne();
		}
	}

}
