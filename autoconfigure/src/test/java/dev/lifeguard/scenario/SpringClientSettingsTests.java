package dev.lifeguard.scenario;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.lifeguard.autoconfigure.settings.InvalidSettingException;
import dev.lifeguard.client.Setting;
import dev.lifeguard.client.Setting.Origin;
import dev.lifeguard.registry.ClientRegistry;
import dev.lifeguard.testsupport.App;
import dev.lifeguard.testsupport.Authority;
import dev.lifeguard.testsupport.Backend;
import dev.lifeguard.testsupport.Face;
import dev.lifeguard.testsupport.PemFiles;
import dev.lifeguard.testsupport.ScriptedServer;
import dev.lifeguard.testsupport.SilentServer;
import dev.lifeguard.testsupport.TlsBackend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What the application says below {@code spring.http.clients} is the same for our clients
 * as it is for Boot's.
 */
class SpringClientSettingsTests {

	static Stream<Arguments> clients() {
		return Arrays.stream(Kind.values())
			.flatMap((kind) -> Arrays.stream(Face.values()).map((face) -> Arguments.of(kind, face)));
	}

	private static String get(App app, Face face, String url) throws Exception {
		return app.caller(face).get(url).get(5, TimeUnit.SECONDS);
	}

	@ParameterizedTest
	@MethodSource("clients")
	void redirectsAreFollowedOrNot(Kind kind, Face face) throws Exception {
		try (Backend backend = Backend.start();
				ScriptedServer moved = ScriptedServer.start((exchange) -> exchange
					.send("HTTP/1.1 302 Found\r\nLocation: " + backend.url() + "/\r\nContent-Length: 5\r\n\r\nmoved"));
				App byDefault = kind.app();
				App follows = kind.app("spring.http.clients.redirects=follow");
				App stays = kind.app("spring.http.clients.redirects=dont-follow")) {
			assertThat(get(byDefault, face, moved.url())).contains("ok");
			assertThat(get(follows, face, moved.url())).contains("ok");
			assertThat(get(stays, face, moved.url())).isEqualTo("moved");
		}
	}

	@ParameterizedTest
	@MethodSource("clients")
	void cookiesAreNotKept(Kind kind, Face face) throws Exception {
		try (ScriptedServer server = ScriptedServer.start((exchange) -> {
			String head = exchange.head();
			exchange.send("HTTP/1.1 200 OK\r\nSet-Cookie: a=b\r\nContent-Length: %d\r\n\r\n%s".formatted(head.length(),
					head));
		});
				App byDefault = kind.app();
				App possible = kind.app("spring.http.clients.cookie-handling=enable-when-possible");
				App disabled = kind.app("spring.http.clients.cookie-handling=disable")) {
			for (App app : new App[] { byDefault, possible, disabled }) {
				assertThat(get(app, face, server.url())).startsWith("GET");
				assertThat(get(app, face, server.url())).startsWith("GET").doesNotContainIgnoringCase("cookie");
			}
		}
	}

	@Test
	void cookiesThatAllClientsKeepStopStartUp() {
		assertThatException().isThrownBy(() -> Kind.LIFEGUARD.app("spring.http.clients.cookie-handling=enable"))
			.havingRootCause()
			.isInstanceOfSatisfying(InvalidSettingException.class,
					(failure) -> assertThat(failure.getKey()).isEqualTo("spring.http.clients.cookie-handling"));
	}

	@ParameterizedTest
	@EnumSource
	void cookiesMayBeKeptByOtherClientsOnly(Face face) throws Exception {
		try (Backend backend = Backend.start();
				App app = Kind.LIFEGUARD.app("spring.http.clients.cookie-handling=enable",
						"lifeguard.defaults.cookie-handling=enable-when-possible",
						"spring.http.clients.imperative.factory=jdk", "spring.http.clients.reactive.connector=jdk")) {
			assertThat(get(app, face, backend.url())).contains("ok");
		}
	}

	@ParameterizedTest
	@MethodSource("clients")
	void sslBundleIsUsed(Kind kind, Face face, @TempDir Path directory) throws Exception {
		Authority authority = new Authority("authority");
		PemFiles files = new PemFiles(directory, authority.issue("shared"), authority);
		try (TlsBackend backend = TlsBackend.start(authority.issue("backend", "localhost"), authority);
				App app = kind.app(files.properties("spring.http.clients.ssl.bundle=backend"));
				App without = kind.app(files.properties())) {
			assertThat(get(app, face, backend.url())).isEqualTo("CN=shared");
			assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> get(without, face, backend.url()))
				.withStackTraceContaining("PKIX path building failed");
		}
	}

	@ParameterizedTest
	@MethodSource("clients")
	void readTimeoutEndsTheWaitForAnAnswer(Kind kind, Face face) throws Exception {
		try (SilentServer silent = SilentServer.accepting();
				App app = kind.app("spring.http.clients.read-timeout=300ms");
				App patient = kind.app("spring.http.clients.read-timeout=20s")) {
			Future<String> waiting = patient.caller(face).get(silent.url("http"));
			assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> get(app, face, silent.url("http")))
				.withStackTraceContaining("imeout");
			assertThat(waiting).isNotDone();
			waiting.cancel(true);
		}
	}

	@ParameterizedTest
	@MethodSource("clients")
	void connectTimeoutEndsTheConnect(Kind kind, Face face) throws Exception {
		try (SilentServer hole = SilentServer.blackHole();
				App app = kind.app("spring.http.clients.connect-timeout=300ms");
				App patient = kind.app("spring.http.clients.connect-timeout=20s")) {
			Future<String> waiting = patient.caller(face).get(hole.url("http"));
			assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> get(app, face, hole.url("http")))
				.withStackTraceContaining("imed out");
			assertThat(waiting).isNotDone();
			waiting.cancel(true);
		}
	}

	@Test
	void clientsOwnSettingsAndTheDefaultsComeFirst() {
		try (App app = App.lifeguard("timeout.connect=1s", "lifeguard.defaults.redirects=dont-follow",
				"spring.http.clients.connect-timeout=5s", "spring.http.clients.read-timeout=7s",
				"spring.http.clients.redirects=follow")) {
			var effective = app.bean(ClientRegistry.class).client("orders").settings().effective();
			assertThat(effective.get("timeout.connect")).isEqualTo(new Setting("1s", Origin.CLIENT));
			assertThat(effective.get("timeout.response")).isEqualTo(new Setting("7s", Origin.SPRING));
			assertThat(effective.get("redirects").origin()).isEqualTo(Origin.DEFAULTS);
			assertThat(effective.get("timeout.call")).isEqualTo(new Setting("21s", Origin.FOLLOWS, "timeout.response"));
		}
	}

	/**
	 * Whose clients they are.
	 */
	enum Kind {

		LIFEGUARD(App::lifeguard), BOOT(App::plain);

		private final Function<String[], App> start;

		Kind(Function<String[], App> start) {
			this.start = start;
		}

		App app(String... properties) {
			return this.start.apply(Stream
				.concat(Arrays.stream(properties), Stream.of("lifeguard.clients.orders.pool.max-connections=2"))
				.toArray(String[]::new));
		}

	}

}
