package dev.lifeguard.scenario;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.lifeguard.client.HttpClientCustomizer;
import dev.lifeguard.failure.Echo;
import dev.lifeguard.testsupport.App;
import dev.lifeguard.testsupport.Authority;
import dev.lifeguard.testsupport.Backend;
import dev.lifeguard.testsupport.Calls;
import dev.lifeguard.testsupport.Control;
import dev.lifeguard.testsupport.Face;
import dev.lifeguard.testsupport.Http2Server;
import dev.lifeguard.testsupport.Http2Server.Manner;
import dev.lifeguard.testsupport.PemFiles;
import dev.lifeguard.testsupport.ScriptedServer;
import dev.lifeguard.testsupport.TlsBackend;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Whatever ends a call, its failure names the client and the remote, and nothing of a
 * peer's moves the cursor of a terminal.
 */
class FailureWordsTests {

	private static final String ESCAPE = "\u001b[31m";

	static Stream<Arguments> answers() {
		String ok = "HTTP/1.1 200 OK\r\n";
		return Stream
			.of(Arguments.of("HTTP/1.1 000 None\r\nContent-Length: 0\r\n\r\n",
					"the response is malformed: its status is not between 100 and 999"),
					Arguments.of("HTTP/1.1 099 None\r\nContent-Length: 0\r\n\r\n",
							"the response is malformed: its status is not between 100 and 999"),
					Arguments.of("", "the connection was closed before the response began: "),
					Arguments.of("HTTP/1.1 2", "the connection was closed in the middle of the response's head: "),
					Arguments.of(ok + "Content-Length: 9\r\n\r\nshort",
							"the connection was closed in the middle of the response: "),
					Arguments.of(ok + "Transfer-Encoding: chunked\r\n\r\n5\r\nsh",
							"the connection was closed in the middle of the response: "),
					Arguments.of(ESCAPE + "SSH-2.0\r\n\r\n", "the response is malformed: "),
					Arguments.of("HTTP/1.1 " + ESCAPE + " OK\r\n\r\n", "the response is malformed: "),
					Arguments.of(ok + "Content-Length: " + ESCAPE + "\r\n\r\n", "the response is malformed: "),
					Arguments.of(ok + "Transfer-Encoding: chunked\r\n\r\n" + ESCAPE + "\r\nx",
							"the response is malformed: "))
			.flatMap((row) -> Stream.of(Face.values()).map((face) -> Arguments.of(face, row.get()[0], row.get()[1])));
	}

	@ParameterizedTest
	@MethodSource("answers")
	void answerThatIsNone(Face face, String answer, String words) throws Exception {
		try (ScriptedServer server = ScriptedServer.start((exchange) -> exchange.send(answer).close());
				App app = App.lifeguard("retry.enabled=false", "pool.max-connections=1")) {
			for (int call = 0; call < 2; call++) {
				assertWords(app.caller(face).get(server.url()), server.url().substring(7), words);
				app.assertNothingHeld();
			}
			assertThat(server.requests()).isEqualTo(2);
		}
	}

	@ParameterizedTest
	@EnumSource
	void reset(Face face) throws Exception {
		try (ScriptedServer server = ScriptedServer.start(ScriptedServer.Exchange::reset);
				App app = App.lifeguard("retry.enabled=false")) {
			assertWords(app.caller(face).get(server.url()), server.url().substring(7),
					"the connection was closed before the response began: ");
			app.assertNothingHeld();
		}
	}

	@ParameterizedTest
	@EnumSource
	void noStreams(Face face) throws Exception {
		try (Http2Server server = Http2Server.start(Manner.ALLOW_NO_STREAM);
				App app = App.lifeguard("retry.enabled=false", "protocol=h2c", "timeout.call=10s")) {
			assertWords(app.caller(face).get(server.url()), server.url().substring(7),
					"the peer allows no more streams on its HTTP/2 connections");
			app.assertNothingHeld();
		}
	}

	@ParameterizedTest
	@EnumSource
	void certificateThatIsMissing(Face face, @TempDir Path directory) throws Exception {
		Authority authority = new Authority("ca");
		PemFiles files = new PemFiles(directory, authority.issue("own"), authority);
		try (TlsBackend backend = TlsBackend.start(authority.issue("backend", "localhost"), authority);
				App app = App.lifeguard("retry.enabled=false", "ssl.bundle=trust",
						"spring.ssl.bundle.pem.trust.truststore.certificate=file:" + directory.resolve("ca.crt"))) {
			assertThat(files).isNotNull();
			assertWords(app.caller(face).get(backend.url()), backend.url().substring(8),
					"TLS failed after the handshake: ");
			app.assertNothingHeld();
		}
	}

	@ParameterizedTest
	@EnumSource
	void refusalOfAProxy(Face face) throws Exception {
		try (ScriptedServer proxy = ScriptedServer
			.start((exchange) -> exchange.send("HTTP/1.1 407 " + ESCAPE + "No\r\nX: " + ESCAPE + "\r\n\r\n").close());
				Backend backend = Backend.start();
				App app = App.lifeguard("retry.enabled=false", "proxy.type=http", "proxy.host=127.0.0.1",
						"proxy.port=" + proxy.url().substring(proxy.url().lastIndexOf(':') + 1))) {
			assertWords(app.caller(face).get(backend.url()), backend.url().substring(7),
					"the proxy did not let the call through: ");
			app.assertNothingHeld();
		}
	}

	@ParameterizedTest
	@EnumSource
	void nothingToConnectFrom(Face face) throws Exception {
		try (Backend backend = Backend.start();
				App app = App.lifeguard(WebApplicationType.NONE, new Class<?>[] { ForeignAddress.class },
						"retry.enabled=false")) {
			assertWords(app.caller(face).get(backend.url()), backend.url().substring(7),
					"no connection could be opened, because this machine has no local port or address to connect from ");
			app.assertNothingHeld();
			assertThat(backend.requests()).isZero();
		}
	}

	@Control
	@ParameterizedTest
	@EnumSource
	void plainClientPrintsWhatAProxySends(Face face) throws Exception {
		try (ScriptedServer server = ScriptedServer
			.start((exchange) -> exchange.send("HTTP/1.1 " + ESCAPE + " OK\r\n\r\n").close()); App app = App.plain()) {
			Throwable failure = failure(app.caller(face).get(server.url()));
			assertThat(printed(failure)).contains("\u001b");
		}
	}

	private static void assertWords(Future<String> call, String remote, String words) {
		Throwable failure = failure(call);
		assertThat(printed(failure)).doesNotContain("\u001b");
		assertThat(Calls.causes(failure)).anySatisfy((cause) -> assertThat(cause).isInstanceOf(IOException.class)
			.hasMessageStartingWith("client=orders remote=" + remote + ": " + words));
		assertThat(Calls.causes(failure)
			.map(Throwable::getMessage)
			.filter((message) -> message != null && message.startsWith("client="))).allMatch(Echo::isPrintable);
	}

	private static Throwable failure(Future<String> call) {
		return catchThrowableOfType(ExecutionException.class, () -> call.get(15, TimeUnit.SECONDS));
	}

	private static String printed(Throwable failure) {
		StringWriter printed = new StringWriter();
		failure.printStackTrace(new PrintWriter(printed));
		return printed.toString();
	}

	/**
	 * Connects from an address that is kept for documentation, and nobody's.
	 */
	@Configuration(proxyBeanMethods = false)
	static class ForeignAddress {

		@Bean
		HttpClientCustomizer foreignAddress() {
			return (client, http) -> http.bindAddress(() -> new InetSocketAddress("192.0.2.1", 0));
		}

	}

}
