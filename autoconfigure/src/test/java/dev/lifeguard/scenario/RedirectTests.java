package dev.lifeguard.scenario;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.lifeguard.testsupport.App;
import dev.lifeguard.testsupport.Backend;
import dev.lifeguard.testsupport.Face;
import dev.lifeguard.testsupport.ScriptedServer;
import dev.lifeguard.testsupport.StrictServer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.http.HttpMethod;

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
				ScriptedServer redirecting = ScriptedServer.redirectingTo(backend.url());
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
				ScriptedServer redirecting = ScriptedServer.redirectingTo(backend.url());
				ScriptedServer alsoRedirecting = ScriptedServer.redirectingTo(backend.url());
				App app = App.lifeguard("pool.max-connections=4", "pool.max-connections-per-host=2",
						"pool.acquire-timeout=300ms")) {
			backend.shut();
			List<Future<String>> calls = IntStream.range(0, 4)
				.mapToObj((index) -> app.caller(face).get(((index < 2) ? redirecting : alsoRedirecting).url()))
				.toList();
			await().untilAsserted(() -> assertThat(calls).filteredOn(Future::isDone).hasSize(2));
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

	static Stream<Arguments> methods() {
		return Stream.of(Face.values())
			.flatMap((face) -> Stream
				.of("PUT 301 PUT", "DELETE 302 DELETE", "PUT 303 GET", "DELETE 303 GET", "HEAD 303 HEAD",
						"HEAD 302 HEAD", "GET 303 GET", "GET 302 GET")
				.map((row) -> Arguments.of(face, row)));
	}

	@ParameterizedTest
	@MethodSource("methods")
	void methodStaysOrBecomesGet(Face face, String row) throws Exception {
		String[] cells = row.split(" ");
		try (StrictServer server = StrictServer.start((request) -> {
			String ok = request.line().startsWith("HEAD") ? "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n"
					: StrictServer.OK;
			return request.line().endsWith("/there") ? ok : redirect(cells[1], "/there");
		}); App app = App.lifeguard("pool.max-connections=1")) {
			HttpMethod method = HttpMethod.valueOf(cells[0]);
			if (face == Face.REST_CLIENT) {
				app.restClient().method(method).uri(server.url() + "/here").retrieve().toBodilessEntity();
			}
			else {
				app.webClient()
					.method(method)
					.uri(server.url() + "/here")
					.retrieve()
					.toBodilessEntity()
					.block(Duration.ofSeconds(20));
			}
			assertThat(server.requests()).last()
				.satisfies((request) -> assertThat(request.line()).isEqualTo(cells[2] + " /there"));
			app.assertNothingHeld();
		}
	}

	/**
	 * The status of a redirect that is not followed is the server's.
	 */
	@ParameterizedTest
	@EnumSource
	void redirectThatIsNotFollowedIsHandedOverAsItIs(Face face) throws Exception {
		try (StrictServer server = StrictServer.start((request) -> redirect("302", "/there"));
				App app = App.lifeguard("redirects=dont-follow")) {
			int status = (face == Face.REST_CLIENT)
					? app.restClient().post().uri(server.url()).retrieve().toBodilessEntity().getStatusCode().value()
					: app.webClient()
						.post()
						.uri(server.url())
						.exchangeToMono((response) -> response.toBodilessEntity())
						.block(Duration.ofSeconds(20))
						.getStatusCode()
						.value();
			assertThat(status).isEqualTo(302);
		}
	}

	@ParameterizedTest
	@EnumSource
	void largeBodyIsSentAgainToWhereTheCallIsRedirected(Face face) throws Exception {
		String body = "x".repeat(100_000);
		try (StrictServer target = StrictServer.start((request) -> StrictServer.OK);
				StrictServer redirecting = StrictServer
					.start((request) -> redirect(request.line().substring("POST /".length()), target.url() + "/there"));
				App app = App.lifeguard("pool.max-connections=1")) {
			for (int status : new int[] { 307, 308 }) {
				assertThat(app.caller(face).post(redirecting.url() + "/" + status, body).get(20, TimeUnit.SECONDS))
					.isEqualTo("ok");
				assertThat(target.requests()).last().satisfies((request) -> {
					assertThat(request.line()).isEqualTo("POST /there");
					assertThat(request.body()).isEqualTo(body.getBytes());
				});
			}
			for (int status : new int[] { 301, 302, 303 }) {
				assertThat(app.caller(face).post(redirecting.url() + "/" + status, body).get(20, TimeUnit.SECONDS))
					.isEqualTo("ok");
				assertThat(target.requests()).last().satisfies((request) -> {
					assertThat(request.line()).isEqualTo("GET /there");
					assertThat(request.body()).isEmpty();
					assertThat(request.values("Content-Type")).isEmpty();
				});
			}
			assertThat(target.malformed()).isEmpty();
			assertThat(target.cut()).isEmpty();
			app.assertNothingHeld();
		}
	}

	@ParameterizedTest
	@EnumSource
	void whatIsMeantForOneOriginDoesNotReachAnother(Face face) throws Exception {
		try (StrictServer there = StrictServer
			.start((request) -> request.line().endsWith("/there") ? redirect("302", "/again") : StrictServer.OK);
				StrictServer here = StrictServer.start((request) -> request.line().endsWith("/here")
						? redirect("302", "/stays") : redirect("302", there.url() + "/there"));
				App app = App.lifeguard("default-headers.X-Api-Key=secret",
						"default-headers.Authorization=Bearer secret", "default-headers.Cookie=id=secret")) {
			assertThat(app.caller(face).get(here.url() + "/here").get(5, TimeUnit.SECONDS)).isEqualTo("ok");
			assertThat(here.requests()).hasSize(2)
				.allSatisfy((request) -> assertThat(request.values("X-Api-Key")).containsExactly("secret"));
			assertThat(there.requests()).hasSize(2)
				.allSatisfy((request) -> assertThat(request.head()).doesNotContain("secret")
					.contains(there.url().substring("http://".length())));
			app.assertNothingHeld();
		}
	}

	private static String redirect(String status, String location) {
		return "HTTP/1.1 " + status + " Go\r\nLocation: " + location + "\r\nContent-Length: 0\r\n\r\n";
	}

}
