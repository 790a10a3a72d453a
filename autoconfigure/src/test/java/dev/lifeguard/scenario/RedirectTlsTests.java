package dev.lifeguard.scenario;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import javax.net.ssl.SSLContext;

import dev.lifeguard.testsupport.App;
import dev.lifeguard.testsupport.Authority;
import dev.lifeguard.testsupport.Control;
import dev.lifeguard.testsupport.Face;
import dev.lifeguard.testsupport.PemFiles;
import dev.lifeguard.testsupport.StrictServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.resources.LoopResources;

import org.springframework.boot.WebApplicationType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Redirects, and bytes that belong to no response, over TLS and HTTP/2.
 */
class RedirectTlsTests {

	/** The application takes the global ones with it. */
	private static final LoopResources LOOPS = LoopResources.create("redirects", 1, true);

	private static final Authority AUTHORITY = new Authority("authority");

	private static final String SECRETS = "default-headers.X-Api-Key=secret";

	@TempDir
	private Path directory;

	private PemFiles files;

	private SSLContext tls;

	@BeforeEach
	void certificates() throws Exception {
		this.files = new PemFiles(this.directory, AUTHORITY.issue("me"), AUTHORITY);
		this.tls = SSLContext.getInstance("TLS");
		this.tls.init(AUTHORITY.issue("backend", "localhost").toKeyManagerFactory().getKeyManagers(), null, null);
	}

	private App app(String... settings) {
		return App.lifeguard(WebApplicationType.NONE, new Class<?>[0], this.files.properties(settings));
	}

	@ParameterizedTest
	@EnumSource
	void redirectToClearTextIsNotFollowed(Face face) throws Exception {
		try (StrictServer clear = StrictServer.start((request) -> StrictServer.OK);
				StrictServer secured = StrictServer.start(this.tls, (request) -> redirect("302", clear.url()));
				App app = app("ssl.bundle=backend", "pool.trim-idle=false", SECRETS)) {
			for (int call = 0; call < 2; call++) {
				assertThat(status(app, face, secured.url())).isEqualTo(302);
			}
			assertThat(clear.connections()).isZero();
			assertThat(secured.connections()).as("the connection is kept").isOne();
			app.assertNothingHeld();
		}
	}

	@ParameterizedTest
	@CsvSource({ "REST_CLIENT,redirects=follow", "WEB_CLIENT,redirects=follow",
			"REST_CLIENT,spring.http.clients.redirects=follow", "WEB_CLIENT,spring.http.clients.redirects=follow" })
	void redirectToClearTextIsFollowedIfThatIsWritten(Face face, String written) throws Exception {
		try (StrictServer clear = StrictServer.start((request) -> StrictServer.OK);
				StrictServer secured = StrictServer.start(this.tls, (request) -> redirect("302", clear.url()));
				App app = app("ssl.bundle=backend", SECRETS, written)) {
			assertThat(app.caller(face).get(secured.url()).get(10, TimeUnit.SECONDS)).isEqualTo("ok");
			assertThat(secured.requests().get(0).values("X-Api-Key")).containsExactly("secret");
			assertThat(clear.requests()).hasSize(1)
				.allSatisfy((request) -> assertThat(request.head()).doesNotContain("secret"));
			app.assertNothingHeld();
		}
	}

	/**
	 * A negative control.
	 */
	@Control
	@ParameterizedTest
	@EnumSource
	void plainClientFollowsToClearText(Face face) throws Exception {
		try (StrictServer clear = StrictServer.start((request) -> StrictServer.OK);
				StrictServer secured = StrictServer.start(this.tls, (request) -> redirect("302", clear.url()));
				App app = App.plain(this.files.properties("spring.http.clients.ssl.bundle=backend"))) {
			assertThat(app.caller(face).get(secured.url()).get(10, TimeUnit.SECONDS)).isEqualTo("ok");
			assertThat(clear.requests()).hasSize(1);
		}
	}

	@ParameterizedTest
	@EnumSource
	void whatIsMeantForOneOriginDoesNotReachAnother(Face face) throws Exception {
		try (StrictServer there = StrictServer.start(this.tls, (request) -> StrictServer.OK);
				StrictServer here = StrictServer.start(this.tls,
						(request) -> request.line().endsWith("/here") ? redirect("307", "/stays")
								: redirect("307", there.url() + "/there"));
				App app = app("ssl.bundle=backend", SECRETS, "default-headers.Authorization=Bearer secret",
						"default-headers.Cookie=id=secret")) {
			assertThat(app.caller(face).post(here.url() + "/here", "body").get(10, TimeUnit.SECONDS)).isEqualTo("ok");
			assertThat(here.requests()).hasSize(2)
				.allSatisfy((request) -> assertThat(request.values("X-Api-Key")).containsExactly("secret"));
			assertThat(there.requests()).hasSize(1).allSatisfy((request) -> {
				assertThat(request.head()).doesNotContain("secret");
				assertThat(request.body()).isEqualTo("body".getBytes());
			});
			app.assertNothingHeld();
		}
	}

	@ParameterizedTest
	@EnumSource
	void sameIsTrueOfStreams(Face face) throws Exception {
		Map<String, String> there = new ConcurrentHashMap<>();
		DisposableServer target = h2c((request) -> {
			there.put(request.method() + " " + request.uri(), request.requestHeaders().toString());
			return "";
		});
		String location = "http://localhost:" + target.port() + "/there";
		DisposableServer origin = h2c((request) -> request.uri().equals("/here") ? "/stays" : location);
		try (App app = App.lifeguard("protocol=h2c", SECRETS, "default-headers.Authorization=Bearer secret")) {
			String body = "x".repeat(100_000);
			String url = "http://localhost:" + origin.port();
			assertThat(app.caller(face).post(url + "/here", body).get(10, TimeUnit.SECONDS)).isEqualTo(body);
			assertThat(there).containsOnlyKeys("POST /there");
			assertThat(there.get("POST /there")).doesNotContain("secret");
			app.assertNothingHeld();
		}
		finally {
			origin.disposeNow(Duration.ofSeconds(10));
			target.disposeNow(Duration.ofSeconds(10));
		}
	}

	private static DisposableServer h2c(Function<HttpServerRequest, String> locations) {
		return HttpServer.create()
			.runOn(LOOPS)
			.host("localhost")
			.protocol(HttpProtocol.H2C)
			.handle((request,
					response) -> request.receive().aggregate().asString().defaultIfEmpty("").flatMap((body) -> {
						String location = locations.apply(request);
						return location.isEmpty() ? response.sendString(Mono.just(body)).then()
								: response.status(307).header("Location", location).send();
					}))
			.bindNow();
	}

	@ParameterizedTest
	@EnumSource
	void bytesThatBelongToNoResponseCloseTheConnection(Face face) throws Exception {
		String evil = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil";
		try (StrictServer server = StrictServer.start(this.tls,
				(request) -> request.line().endsWith("/stray") ? StrictServer.OK + evil : StrictServer.OK);
				App app = app("ssl.bundle=backend", "pool.max-connections=1", "pool.trim-idle=false")) {
			for (int call = 1; call < 4; call++) {
				assertThat(app.caller(face).get(server.url() + "/stray").get(10, TimeUnit.SECONDS)).isEqualTo("ok");
				await().until(() -> server.connectionsOpen() == 0);
				assertThat(server.connections()).isEqualTo(call);
			}
			assertThat(app.caller(face).get(server.url()).get(10, TimeUnit.SECONDS)).isEqualTo("ok");
			server.stray(evil.substring(0, 12));
			await().until(() -> server.connectionsOpen() == 0);
			assertThat(app.caller(face).get(server.url()).get(10, TimeUnit.SECONDS)).isEqualTo("ok");
			assertThat(app.caller(face).get(server.url()).get(10, TimeUnit.SECONDS)).isEqualTo("ok");
			assertThat(server.connections()).isEqualTo(5);
			app.assertNothingHeld();
		}
	}

	private static int status(App app, Face face, String url) {
		return ((face == Face.REST_CLIENT) ? app.restClient().get().uri(url).retrieve().toBodilessEntity()
				: app.webClient().get().uri(url).retrieve().toBodilessEntity().block())
			.getStatusCode()
			.value();
	}

	private static String redirect(String status, String location) {
		return "HTTP/1.1 " + status + " Go\r\nLocation: " + location + "\r\nContent-Length: 0\r\n\r\n";
	}

}
