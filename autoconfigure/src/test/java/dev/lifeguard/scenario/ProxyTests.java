package dev.lifeguard.scenario;

import java.net.ConnectException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.lifeguard.failure.CallTimeoutException;
import dev.lifeguard.failure.CallTimeoutException.Phase;
import dev.lifeguard.registry.ClientRegistry;
import dev.lifeguard.testsupport.App;
import dev.lifeguard.testsupport.Backend;
import dev.lifeguard.testsupport.Calls;
import dev.lifeguard.testsupport.Face;
import dev.lifeguard.testsupport.ProxyDialect;
import dev.lifeguard.testsupport.TestProxy;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Clients that go through a proxy of their own.
 */
@ExtendWith(OutputCaptureExtension.class)
class ProxyTests {

	private static final String NOBODY = "nobody";

	static Stream<Arguments> proxies() {
		return Stream.of(ProxyDialect.HTTP, ProxyDialect.SOCKS4, ProxyDialect.SOCKS5)
			.flatMap((dialect) -> Stream.of(Face.values()).map((face) -> Arguments.of(face, dialect)));
	}

	static Stream<Arguments> unwilling() {
		return Stream
			.of(Arguments.of(ProxyDialect.FORBIDDING, "403 Forbidden"), Arguments.of(ProxyDialect.RUDE, "disconnected"),
					Arguments.of(ProxyDialect.HTTP, "407 Proxy Authentication Required"))
			.flatMap((proxy) -> Stream.of(Face.values())
				.map((face) -> Arguments.of(face, proxy.get()[0], proxy.get()[1])));
	}

	private static App app(TestProxy proxy, String type, String... settings) {
		return App.lifeguard(
				Stream
					.concat(Stream.of("proxy.type=" + type, "proxy.host=localhost", "proxy.port=" + proxy.port()),
							Stream.of(settings))
					.toArray(String[]::new));
	}

	private static App app(TestProxy proxy, ProxyDialect dialect, String user, String password) {
		String[] credentials = { "proxy.username=" + user, "proxy.password=" + password };
		return app(proxy, dialect.name(),
				(dialect == ProxyDialect.SOCKS4) ? new String[] { credentials[0] } : credentials);
	}

	@ParameterizedTest
	@MethodSource("proxies")
	void callsPassThroughTheProxy(Face face, ProxyDialect dialect) throws Exception {
		try (Backend backend = Backend.start();
				TestProxy proxy = TestProxy.start(dialect);
				App app = app(proxy, dialect, ProxyDialect.USER, ProxyDialect.PASSWORD)) {
			for (int call = 0; call < 5; call++) {
				get(app, face, backend.url() + "/");
				app.assertNothingHeld();
			}
			assertThat(backend.requests()).isEqualTo(5);
			// one pool, one connection, known by its target
			assertThat(proxy.letThrough()).isOne();
			assertThat(app.snapshot().remotes().get("127.0.0.1:" + backend.port()).idle()).isOne();
		}
	}

	@ParameterizedTest
	@MethodSource("proxies")
	void wrongCredentialsFailClearlyAndLoseNoPlace(Face face, ProxyDialect dialect, CapturedOutput output)
			throws Exception {
		try (Backend backend = Backend.start();
				TestProxy proxy = TestProxy.start(dialect);
				App app = app(proxy, dialect, NOBODY, "s3kret")) {
			Throwable failure = failure(app.caller(face).get(backend.url() + "/"));
			assertNeverSent(failure);
			app.assertNothingHeld();
			assertThat(backend.connectionsOpened()).isZero();
			assertThat(proxy.letThrough()).isZero();
			assertThat(output).doesNotContain("s3kret");
			assertThat(Calls.causes(failure).map(Throwable::toString)).noneMatch((text) -> text.contains("s3kret"));
			assertThat(app.bean(ClientRegistry.class).client("orders").settings().toString()).doesNotContain("s3kret")
				.contains("proxy.username=Setting[value=******");
		}
	}

	@ParameterizedTest
	@MethodSource("unwilling")
	void refusalOfTheProxyIsNamed(Face face, ProxyDialect dialect, String text) throws Exception {
		try (Backend backend = Backend.start();
				TestProxy proxy = TestProxy.start(dialect);
				App app = app(proxy, "http", "pool.max-connections=2")) {
			for (int call = 0; call < 5; call++) {
				Throwable failure = failure(app.caller(face).get(backend.url() + "/"));
				assertNeverSent(failure);
				assertThat(failure).hasStackTraceContaining(text);
			}
			app.assertNothingHeld();
			assertThat(backend.requests()).isZero();
		}
	}

	private static void assertNeverSent(Throwable failure) {
		assertThat(Calls.causes(failure)).anySatisfy((cause) -> assertThat(cause).isInstanceOf(ConnectException.class)
			.hasMessageStartingWith("client=orders remote=")
			.hasMessageContaining(": the proxy did not let the call through: "));
	}

	@ParameterizedTest
	@EnumSource(Face.class)
	void proxyThatIsNotThereIsNamed(Face face) throws Exception {
		TestProxy proxy = TestProxy.start(ProxyDialect.HTTP);
		proxy.close();
		try (App app = app(proxy, "http")) {
			Throwable failure = failure(app.caller(face).get("http://127.0.0.1:9/"));
			assertNeverSent(failure);
			assertThat(failure).hasStackTraceContaining("http proxy localhost/127.0.0.1:" + proxy.port())
				.hasStackTraceContaining("cannot be reached");
			app.assertNothingHeld();
		}
	}

	@ParameterizedTest
	@EnumSource(Face.class)
	void proxyWithoutAnAddressIsNamed(Face face) {
		try (App app = App.lifeguard("proxy.type=socks5", "proxy.host=proxy.invalid", "proxy.port=1080")) {
			Throwable failure = failure(app.caller(face).get("http://127.0.0.1:9/"));
			assertNeverSent(failure);
			assertThat(failure).hasStackTraceContaining("socks5 proxy proxy.invalid");
			app.assertNothingHeld();
		}
	}

	@ParameterizedTest
	@EnumSource(Face.class)
	void silenceOfTheProxyCountsAsConnecting(Face face) throws Exception {
		try (TestProxy proxy = TestProxy.start(ProxyDialect.SILENT);
				App app = app(proxy, "http", "timeout.connect=400ms")) {
			Future<String> call = app.caller(face).get("http://orders.test/");
			await().until(() -> proxy.asked() == 1);
			assertThat(app.snapshot().connecting()).isOne();
			Throwable failure = failure(call);
			assertThat(Calls.causes(failure))
				.anySatisfy((cause) -> assertThat(cause).isInstanceOfSatisfying(CallTimeoutException.class,
						(timeout) -> assertThat(timeout.getPhase()).isEqualTo(Phase.CONNECT)));
			app.assertNothingHeld();
		}
	}

	@ParameterizedTest
	@EnumSource(Face.class)
	void excludedHostsAreReachedDirectly(Face face) throws Exception {
		try (Backend backend = Backend.start();
				TestProxy proxy = TestProxy.start(ProxyDialect.FORBIDDING);
				App app = app(proxy, "http", "proxy.non-proxy-hosts=*.internal|127.0.*")) {
			get(app, face, backend.url() + "/");
			assertThat(proxy.asked()).isZero();
			assertThat(backend.requests()).isOne();
			assertNeverSent(failure(app.caller(face).get("http://localhost:" + backend.port() + "/")));
		}
	}

	@ParameterizedTest
	@EnumSource(Face.class)
	void ownProxyReplacesTheJvmsAndNoneSwitchesItOff(Face face) throws Exception {
		try (Backend backend = Backend.start();
				TestProxy jvms = TestProxy.start(ProxyDialect.FORBIDDING);
				TestProxy own = TestProxy.start(ProxyDialect.SOCKS4);
				SystemProxy system = new SystemProxy(jvms.port());
				App through = app(own, "socks4", "proxy.username=" + ProxyDialect.USER);
				App without = App.lifeguard("proxy.type=none", "lifeguard.defaults.proxy.host=localhost");
				App silent = App.lifeguard("base-url=" + backend.url(), "retry.enabled=false");
				App plain = App.plain()) {
			get(through, face, backend.url() + "/");
			assertThat(own.letThrough()).isOne();
			get(without, face, backend.url() + "/");
			assertThat(jvms.asked()).as(system.toString()).isZero();
			// by default, the JVM's is used, as a plain client does
			assertNeverSent(failure(silent.caller(face).get(backend.url() + "/")));
			assertThat(failure(plain.caller(face).get(backend.url() + "/"))).hasStackTraceContaining("403 Forbidden");
			assertThat(jvms.asked()).isEqualTo(2);
		}
	}

	private static void get(App app, Face face, String url) throws Exception {
		assertThat(app.caller(face).get(url).get(5, TimeUnit.SECONDS)).isNotEmpty();
	}

	private static Throwable failure(Future<String> call) {
		return assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> call.get(5, TimeUnit.SECONDS))
			.actual();
	}

	/**
	 * The JVM's own proxy, for loopback as well, until it is closed.
	 */
	private static final class SystemProxy implements AutoCloseable {

		private SystemProxy(int port) {
			System.setProperty("http.proxyHost", "127.0.0.1");
			System.setProperty("http.proxyPort", String.valueOf(port));
			System.setProperty("http.nonProxyHosts", "none.test");
		}

		@Override
		public void close() {
			Stream.of("Host", "Port").forEach((key) -> System.clearProperty("http.proxy" + key));
			System.clearProperty("http.nonProxyHosts");
		}

	}

}
