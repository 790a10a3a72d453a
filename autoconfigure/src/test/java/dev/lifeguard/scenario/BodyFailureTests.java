package dev.lifeguard.scenario;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.lifeguard.client.HttpClientCustomizer;
import dev.lifeguard.testsupport.App;
import dev.lifeguard.testsupport.Face;
import dev.lifeguard.testsupport.ScriptedServer;
import dev.lifeguard.testsupport.ScriptedServer.Script;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.util.ReferenceCountUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.buffer.DataBufferLimitException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Bodies that end in another way than with their end, while the server keeps the
 * connection open: the lease ends with the failure, long before {@code timeout.response}.
 */
class BodyFailureTests {

	private static final String UNFINISHED = "HTTP/1.1 200 OK\r\nContent-Length: 900000\r\n\r\n";

	static Stream<Arguments> endings() {
		return Stream.of(Face.values())
			.flatMap((face) -> Stream.of(
					Arguments.of("bad chunk size", face,
							script("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\nxyz\r\nrest")),
					Arguments.of("bad chunk end", face,
							script("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalfxyz\r\nrest\r\n")),
					Arguments.of("reset", face, (Script) (exchange) -> exchange.send(UNFINISHED + "half").reset()),
					Arguments.of("closed", face, (Script) (exchange) -> exchange.send(UNFINISHED + "half").close()),
					Arguments.of("no last chunk", face,
							(Script) (exchange) -> exchange
								.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n")
								.close())));
	}

	private static Script script(String answer) {
		return (exchange) -> exchange.send(answer);
	}

	@ParameterizedTest(name = "{0} {1}")
	@MethodSource("endings")
	void wrongEndOfABodyEndsTheLease(String name, Face face, Script script) throws Exception {
		try (App app = app(); ScriptedServer server = server(script)) {
			for (int call = 0; call < 3; call++) {
				Future<String> odd = app.caller(face).get(server.url() + "/odd");
				assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> odd.get(5, TimeUnit.SECONDS));
				assertNextIsAnswered(app, face, server);
			}
		}
	}

	private static App app(Class<?>... sources) {
		return App.lifeguard(WebApplicationType.NONE, sources, "pool.max-connections=1", "timeout.response=20s",
				"retry.enabled=false");
	}

	private static ScriptedServer server(Script odd) {
		return ScriptedServer.start((exchange) -> {
			if (exchange.head().startsWith("GET /odd")) {
				odd.serve(exchange);
			}
			else {
				exchange.send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nnext");
			}
		});
	}

	private static void assertNextIsAnswered(App app, Face face, ScriptedServer server) throws Exception {
		app.assertNothingHeld();
		assertThat(app.caller(face).get(server.url() + "/next").get(5, TimeUnit.SECONDS)).isEqualTo("next");
	}

	@Test
	void bodyThatIsTooLargeForACodecEndsTheLease() throws Exception {
		try (App app = app(); ScriptedServer server = server(script(UNFINISHED + "x".repeat(300_000)))) {
			Future<String> odd = app.caller(Face.WEB_CLIENT).get(server.url() + "/odd");
			assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> odd.get(5, TimeUnit.SECONDS))
				.satisfies((failure) -> assertThat(failure).rootCause().isInstanceOf(DataBufferLimitException.class));
			assertNextIsAnswered(app, Face.WEB_CLIENT, server);
		}
	}

	@Test
	void readerThatFailsEndsTheLease() throws Exception {
		try (App app = app(); ScriptedServer server = server(script(UNFINISHED + "half"))) {
			assertThatIllegalStateException()
				.isThrownBy(() -> app.restClient().get().uri(server.url() + "/odd").exchange((request, response) -> {
					response.getBody().read();
					throw new IllegalStateException("not for me");
				}));
			assertNextIsAnswered(app, Face.REST_CLIENT, server);
			assertThatIllegalStateException().isThrownBy(() -> app.webClient()
				.get()
				.uri(server.url() + "/odd")
				.retrieve()
				.bodyToFlux(byte[].class)
				.map((bytes) -> {
					throw new IllegalStateException("not for me");
				})
				.blockLast(Duration.ofSeconds(5)));
			assertNextIsAnswered(app, Face.WEB_CLIENT, server);
		}
	}

	/**
	 * An exception that passes through the connection does not close it.
	 */
	@ParameterizedTest
	@EnumSource(Face.class)
	void handlerOfTheApplicationThatFailsEndsTheLease(Face face) throws Exception {
		try (App app = app(FailingHandler.class); ScriptedServer server = server(script(UNFINISHED + "half"))) {
			for (int call = 0; call < 3; call++) {
				Future<String> odd = app.caller(face).get(server.url() + "/odd");
				assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> odd.get(5, TimeUnit.SECONDS))
					.withStackTraceContaining("not for me");
				assertNextIsAnswered(app, face, server);
			}
		}
	}

	/**
	 * What an application puts into the pipeline.
	 */
	@Configuration(proxyBeanMethods = false)
	static class FailingHandler {

		@Bean
		HttpClientCustomizer failingHandler() {
			return (client, http) -> http
				.doOnResponse((response, connection) -> connection.addHandlerLast("failing", new Failing()));
		}

	}

	/**
	 * Does not like bodies that begin with an "h".
	 */
	private static final class Failing extends ChannelInboundHandlerAdapter {

		@Override
		public void channelRead(ChannelHandlerContext context, Object message) {
			if (message instanceof HttpContent content && content.content().isReadable()
					&& content.content().getByte(content.content().readerIndex()) == 'h') {
				ReferenceCountUtil.release(message);
				throw new IllegalStateException("not for me");
			}
			context.fireChannelRead(message);
		}

	}

}
