package dev.lifeguard.scenario;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import dev.lifeguard.client.HttpClientCustomizer;
import dev.lifeguard.testsupport.App;
import dev.lifeguard.testsupport.Calls;
import dev.lifeguard.testsupport.Face;
import dev.lifeguard.testsupport.StrictServer;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.FullHttpRequest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

/**
 * Requests that are unusual, or that fail while they are sent.
 */
class OddRequestsTests {

	@ParameterizedTest
	@EnumSource
	void methodThatMakesATunnelIsRefused(Face face) throws Exception {
		try (StrictServer server = StrictServer.start((request) -> StrictServer.OK);
				App app = App.lifeguard("pool.max-connections=2")) {
			Throwable failure = catchThrowable(() -> method(app, face, HttpMethod.valueOf("CONNECT"), server.url()));
			assertThat(Calls.causes(failure))
				.anySatisfy((cause) -> assertThat(cause).isInstanceOf(IllegalArgumentException.class)
					.hasMessageContaining("the method 'CONNECT' cannot be sent"));
			assertThat(server.connections()).isZero();
		}
	}

	@ParameterizedTest
	@EnumSource
	void uriThatIsNotAsciiIsSentEscaped(Face face) throws Exception {
		try (StrictServer server = StrictServer.start((request) -> StrictServer.OK);
				App app = App.lifeguard("pool.max-connections=2")) {
			method(app, face, HttpMethod.GET, server.url() + "/\u00e4\u010a?\u20ac=%20");
			assertThat(server.requests()).extracting(StrictServer.Request::line)
				.containsExactly("GET /%C3%A4%C4%8A?%E2%82%AC=%20");
		}
	}

	@ParameterizedTest
	@EnumSource
	void responseToARequestThatFailedReachesNobody(Face face) throws Exception {
		CountDownLatch failed = new CountDownLatch(1);
		try (StrictServer server = StrictServer.start((request) -> answer(request, failed));
				App app = App.lifeguard(WebApplicationType.NONE, new Class<?>[] { FailingAudit.class },
						"pool.max-connections=2", "retry.enabled=false")) {
			Future<String> first = app.caller(face).post(server.url() + "/first", "audited");
			assertThat(catchThrowable(() -> first.get(10, TimeUnit.SECONDS))).hasStackTraceContaining("no audit");
			Future<String> second = app.caller(face).get(server.url() + "/second");
			await().during(Duration.ofMillis(50)).until(() -> true);
			failed.countDown();
			assertThat(second.get(10, TimeUnit.SECONDS)).isEqualTo("GET /second");
			app.assertNothingHeld();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "DELETE", "POST" })
	void connectionThatIsLostWhileTheBodyIsWrittenIsCalledLost(String method) throws Exception {
		try (StrictServer server = StrictServer.start((request) -> StrictServer.OK);
				App app = App.lifeguard("pool.max-connections=2", "retry.enabled=false")) {
			method(app, Face.REST_CLIENT, HttpMethod.GET, server.url());
			Throwable failure = catchThrowable(
					() -> app.restClient().method(HttpMethod.valueOf(method)).uri(server.url()).body((out) -> {
						out.write(new byte[70_000]);
						server.hangUp();
						await().until(() -> server.connectionsOpen() == 0);
						out.write(new byte[70_000]);
						out.write(new byte[70_000]);
					}).retrieve().toBodilessEntity());
			assertThat(Calls.causes(failure)).anyMatch(IOException.class::isInstance)
				.noneMatch(IllegalStateException.class::isInstance);
			assertThat(server.requests()).hasSize(1);
			app.assertNothingHeld();
		}
	}

	private static String answer(StrictServer.Request request, CountDownLatch failed) {
		try {
			if (request.line().contains("first")) {
				failed.await(5, TimeUnit.SECONDS);
			}
			return "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s".formatted(request.line().length(), request.line());
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void method(App app, Face face, HttpMethod method, String url) {
		if (face == Face.REST_CLIENT) {
			app.restClient().method(method).uri(URI.create(url)).retrieve().toBodilessEntity();
		}
		else {
			app.webClient().method(method).uri(URI.create(url)).retrieve().toBodilessEntity().block();
		}
	}

	/**
	 * A handler of the application that sends each upload and says that it failed.
	 */
	@Configuration(proxyBeanMethods = false)
	static class FailingAudit {

		@Bean
		HttpClientCustomizer failingAudit() {
			return (client, http) -> http
				.doOnConnected((connection) -> connection.addHandlerLast("audit", new ChannelOutboundHandlerAdapter() {

					@Override
					public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
						boolean audited = message instanceof FullHttpRequest request
								&& request.method().equals(io.netty.handler.codec.http.HttpMethod.POST);
						context.write(message, audited ? context.newPromise() : promise);
						if (audited) {
							context.flush();
							promise.setFailure(new IllegalStateException("no audit"));
						}
					}

				}));
		}

	}

}
