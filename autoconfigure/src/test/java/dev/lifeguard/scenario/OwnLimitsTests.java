package dev.lifeguard.scenario;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import dev.lifeguard.client.HttpClientCustomizer;
import dev.lifeguard.failure.CallTimeoutException;
import dev.lifeguard.failure.CallTimeoutException.Phase;
import dev.lifeguard.testsupport.App;
import dev.lifeguard.testsupport.Backend;
import dev.lifeguard.testsupport.Calls;
import dev.lifeguard.testsupport.Face;
import dev.lifeguard.testsupport.OwnLimit;
import dev.lifeguard.testsupport.ProxyDialect;
import dev.lifeguard.testsupport.ScriptedServer;
import dev.lifeguard.testsupport.SilentServer;
import dev.lifeguard.testsupport.TestProxy;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClientRequest;
import reactor.netty.transport.ProxyProvider.Proxy;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.client.WebClient.RequestHeadersSpec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Time limits that the application sets past the client's properties: the failure says
 * which one it was.
 */
class OwnLimitsTests {

	private static final String OF_CUSTOMIZER = " of an HttpClientCustomizer";

	private static final String OF_ONE_OF_BOTH = " set on the request or by an HttpClientCustomizer";

	private static App app(OwnLimit limit, String... settings) {
		return App.lifeguard(WebApplicationType.NONE, new Class<?>[] { OwnLimit.Customizer.class },
				Stream.concat(Stream.of(limit.property()), Stream.of(settings)).toArray(String[]::new));
	}

	private static Backend backend(String protocol) {
		return Backend.start(protocol.equals("h2c") ? HttpProtocol.H2C : HttpProtocol.HTTP11);
	}

	static Stream<Arguments> limitsOfReads() {
		return Stream
			.of(Arguments.of(OwnLimit.RESPONSE, "http1", "a response timeout" + OF_CUSTOMIZER),
					Arguments.of(OwnLimit.RESPONSE, "h2c", "a response timeout" + OF_CUSTOMIZER),
					Arguments.of(OwnLimit.RESPONSE_OF_EACH, "http1", "a response timeout" + OF_ONE_OF_BOTH),
					Arguments.of(OwnLimit.RESPONSE_OF_EACH, "h2c", "a response timeout" + OF_ONE_OF_BOTH),
					Arguments.of(OwnLimit.READ, "http1", "a ReadTimeoutHandler" + OF_ONE_OF_BOTH),
					Arguments.of(OwnLimit.READ_FIRST, "http1", "a ReadTimeoutHandler" + OF_ONE_OF_BOTH),
					Arguments.of(OwnLimit.READ_BEFORE_RESPONSE, "http1", "a ReadTimeoutHandler" + OF_ONE_OF_BOTH),
					Arguments.of(OwnLimit.RESPONSE_BEFORE_READ, "http1", "a response timeout" + OF_CUSTOMIZER))
			.flatMap(OwnLimitsTests::ofBothFaces);
	}

	private static Stream<Arguments> ofBothFaces(Arguments arguments) {
		return Stream.of(Face.values())
			.map((face) -> Arguments
				.of(Stream.concat(Stream.of(face), Stream.of(arguments.get())).toArray(Object[]::new)));
	}

	@ParameterizedTest
	@MethodSource("limitsOfReads")
	void silentPeerOfFreshAndOfReusedConnection(Face face, OwnLimit limit, String protocol, String setting) {
		try (Backend backend = backend(protocol); App app = app(limit, "protocol=" + protocol, "retry.enabled=false")) {
			backend.shut();
			assertNamed(timeout(app.caller(face).get(backend.url())), Phase.FIRST_BYTE, setting);
			backend.open();
			assertThat(app.caller(face).get(backend.url())).succeedsWithin(Duration.ofSeconds(5));
			app.assertNothingHeld();
			int connections = backend.connectionsOpened();
			backend.shut();
			assertNamed(timeout(app.caller(face).get(backend.url())), Phase.FIRST_BYTE, setting);
			assertThat(backend.connectionsOpened()).isEqualTo(connections);
			app.assertNothingHeld();
		}
	}

	/**
	 * The library puts the handler onto the connection beneath the streams, where it sees
	 * none of what they read.
	 */
	@ParameterizedTest
	@EnumSource
	void handlerThatEndsTheConnectionBeneathStreams(Face face) {
		try (Backend backend = backend("h2c"); App app = app(OwnLimit.READ, "protocol=h2c", "retry.enabled=false")) {
			backend.shut();
			assertNamed(timeout(app.caller(face).get(backend.url())), Phase.FIRST_BYTE,
					"a ReadTimeoutHandler" + OF_ONE_OF_BOTH);
			app.assertNothingHeld();
			assertThat(app.bean(MeterRegistry.class).get("lifeguard.connections.stale").counter().count()).isZero();
		}
	}

	static Stream<Arguments> limitsOfBodies() {
		return Stream
			.of(Arguments.of(OwnLimit.RESPONSE, "a response timeout" + OF_CUSTOMIZER),
					Arguments.of(OwnLimit.READ, "a ReadTimeoutHandler" + OF_ONE_OF_BOTH))
			.flatMap(OwnLimitsTests::ofBothFaces);
	}

	@ParameterizedTest
	@MethodSource("limitsOfBodies")
	void bodyThatStalls(Face face, OwnLimit limit, String setting) throws Exception {
		try (ScriptedServer server = stalling(); App app = app(limit, "retry.enabled=false")) {
			assertNamed(timeout(app.caller(face).get(server.url())), Phase.BODY, setting);
			app.assertNothingHeld();
		}
	}

	private static ScriptedServer stalling() {
		return ScriptedServer
			.start((exchange) -> exchange.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello").hold());
	}

	@ParameterizedTest
	@EnumSource
	void peerThatTakesNoMoreOfAnUpload(Face face) throws Exception {
		try (SilentServer server = SilentServer.accepting(); App app = app(OwnLimit.WRITE, "retry.enabled=false")) {
			String body = "x".repeat(20_000_000);
			CallTimeoutException timeout = timeout(app.caller(face).post(server.url("http"), body));
			assertThat(timeout.getPhase()).isEqualTo(Phase.FIRST_BYTE);
			assertThat(timeout.getSetting()).isEqualTo("a WriteTimeoutHandler" + OF_ONE_OF_BOTH);
			assertThat(timeout.getLimit()).isGreaterThanOrEqualTo(OwnLimit.TIME);
			app.assertNothingHeld();
		}
	}

	static Stream<Arguments> limitsOfConnects() {
		return Stream
			.of(Arguments.of(OwnLimit.CONNECT, "http", Phase.CONNECT, "a connect timeout" + OF_CUSTOMIZER),
					Arguments.of(OwnLimit.HANDSHAKE, "https", Phase.TLS, "a TLS handshake timeout" + OF_CUSTOMIZER),
					Arguments.of(OwnLimit.HANDSHAKE_OF_HANDLER, "https", Phase.TLS,
							"a TLS handshake timeout" + OF_CUSTOMIZER))
			.flatMap(OwnLimitsTests::ofBothFaces);
	}

	@ParameterizedTest
	@MethodSource("limitsOfConnects")
	void connectionThatDoesNotComeToBe(Face face, OwnLimit limit, String scheme, Phase phase, String setting)
			throws Exception {
		try (SilentServer server = (phase == Phase.CONNECT) ? SilentServer.blackHole() : SilentServer.accepting();
				App app = app(limit, "retry.enabled=false")) {
			assertNamed(timeout(app.caller(face).get(server.url(scheme))), phase, setting);
			app.assertNothingHeld();
		}
	}

	@ParameterizedTest
	@EnumSource
	void proxyThatDoesNotAnswer(Face face) throws Exception {
		try (TestProxy proxy = TestProxy.start(ProxyDialect.SILENT);
				App app = App.lifeguard(WebApplicationType.NONE, new Class<?>[] { SlowProxy.class },
						"spring.own-proxy=" + proxy.port(), "retry.enabled=false")) {
			assertNamed(timeout(app.caller(face).get("http://127.0.0.1:9/")), Phase.CONNECT,
					"a proxy connect timeout" + OF_CUSTOMIZER);
			app.assertNothingHeld();
		}
	}

	@ParameterizedTest
	@CsvSource({ "http1", "h2c" })
	void requestOfWebClient(String protocol) {
		try (Backend backend = backend(protocol);
				App app = App.lifeguard("protocol=" + protocol, "timeout.response=1s", "retry.enabled=false")) {
			assertRequestsAreNamed(app, backend, "a response timeout of the request");
		}
	}

	@Test
	void requestOfWebClientWithCustomizer() {
		try (Backend backend = backend("http1");
				App app = app(OwnLimit.NONE, "timeout.response=1s", "retry.enabled=false")) {
			assertRequestsAreNamed(app, backend, "a response timeout" + OF_ONE_OF_BOTH);
		}
	}

	@Test
	void requestOfWebClientWithCustomizerOfAnotherLimit() {
		try (Backend backend = backend("http1"); App app = app(OwnLimit.RESPONSE, "retry.enabled=false")) {
			backend.shut();
			CallTimeoutException timeout = timeout(get(app, backend, OwnLimit.TIME.dividedBy(2)).toFuture());
			assertThat(timeout.getLimit()).isEqualTo(OwnLimit.TIME.dividedBy(2));
			assertThat(timeout.getSetting()).isEqualTo("a response timeout" + OF_ONE_OF_BOTH);
		}
	}

	private static void assertRequestsAreNamed(App app, Backend backend, String setting) {
		backend.shut();
		assertNamed(timeout(get(app, backend, OwnLimit.TIME).toFuture()), Phase.FIRST_BYTE, setting);
		backend.open();
		assertThat(get(app, backend, OwnLimit.TIME.multipliedBy(10)).block()).contains("ok");
		backend.shut();
		assertNamed(timeout(get(app, backend, OwnLimit.TIME).toFuture()), Phase.FIRST_BYTE, setting);
		backend.open();
		assertThat(get(app, backend, OwnLimit.TIME.multipliedBy(10)).block()).contains("ok");
		backend.shut();
		for (Face face : Face.values()) {
			CallTimeoutException next = timeout(app.caller(face).get(backend.url()));
			assertThat(next).hasMessageEndingWith("limit=1000ms (timeout.response)");
			assertThat(next.getSetting()).isEqualTo("timeout.response");
		}
		app.assertNothingHeld();
	}

	private static Mono<String> get(App app, Backend backend, Duration limit) {
		return limited(app.webClient().get().uri(backend.url()), limit).retrieve().bodyToMono(String.class);
	}

	private static RequestHeadersSpec<?> limited(RequestHeadersSpec<?> request, Duration limit) {
		return request.httpRequest((http) -> {
			HttpClientRequest reactors = http.getNativeRequest();
			reactors.responseTimeout(limit);
		});
	}

	@ParameterizedTest
	@EnumSource
	void shorterLimitOfTheClientIsStillTheClients(Face face) {
		try (Backend backend = backend("http1");
				App app = app(OwnLimit.READ, "timeout.response=100ms", "timeout.call=30s", "retry.enabled=false")) {
			backend.shut();
			assertThat(timeout(app.caller(face).get(backend.url())))
				.hasMessageEndingWith("limit=100ms (timeout.response)");
		}
	}

	@ParameterizedTest
	@EnumSource
	void callsAreRepeatedAsAfterTheClientsOwnLimit(Face face) {
		try (Backend backend = backend("http1"); App app = app(OwnLimit.RESPONSE, "retry.enabled=true")) {
			backend.shut();
			assertNamed(timeout(app.caller(face).get(backend.url())), Phase.FIRST_BYTE,
					"a response timeout" + OF_CUSTOMIZER);
			assertThat(backend.requests()).isEqualTo(3);
			app.assertNothingHeld();
		}
	}

	@Test
	void timeoutOfReactorIsTheApplicationsOwn() {
		try (Backend backend = backend("http1"); App app = App.lifeguard("retry.enabled=true")) {
			backend.shut();
			Future<String> call = app.webClient()
				.get()
				.uri(backend.url())
				.retrieve()
				.bodyToMono(String.class)
				.timeout(OwnLimit.TIME)
				.toFuture();
			assertThat(Calls.causes(failure(call))).noneMatch(CallTimeoutException.class::isInstance)
				.anyMatch(TimeoutException.class::isInstance);
			app.assertNothingHeld();
			assertThat(backend.requests()).isOne();
		}
	}

	private static void assertNamed(CallTimeoutException timeout, Phase phase, String setting) {
		assertThat(timeout.getPhase()).isEqualTo(phase);
		assertThat(timeout.getSetting()).isEqualTo(setting);
		assertThat(timeout.getLimit()).isEqualTo(OwnLimit.TIME);
		assertThat(timeout).hasMessageStartingWith("client=orders remote=")
			.hasMessageEndingWith("limit=300ms (" + setting + ")");
	}

	private static CallTimeoutException timeout(Future<String> call) {
		Throwable failure = failure(call);
		return Calls.causes(failure)
			.filter(CallTimeoutException.class::isInstance)
			.map(CallTimeoutException.class::cast)
			.findFirst()
			.orElseThrow(() -> new AssertionError("no timeout", failure));
	}

	private static Throwable failure(Future<String> call) {
		return assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> call.get(10, TimeUnit.SECONDS))
			.actual();
	}

	@Configuration(proxyBeanMethods = false)
	static class SlowProxy {

		@Bean
		HttpClientCustomizer ownProxy(@Value("${spring.own-proxy}") int port) {
			return (client,
					http) -> http.proxy((proxy) -> proxy.type(Proxy.HTTP)
						.socketAddress(new InetSocketAddress("127.0.0.1", port))
						.connectTimeoutMillis(OwnLimit.TIME.toMillis()));
		}

	}

}
