package dev.lifeguard.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

import dev.lifeguard.testsupport.App;
import dev.lifeguard.testsupport.Face;
import dev.lifeguard.testsupport.ScriptedServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockito.Mockito;
import reactor.core.publisher.Mono;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.restclient.RestClientCustomizer;
import org.springframework.boot.webclient.WebClientCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.web.reactive.function.client.ClientResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Responses of the application's own that have no headers, as mocks have none.
 */
class MockedResponseTests {

	@ParameterizedTest
	@CsvSource({ "REST_CLIENT,200,1", "WEB_CLIENT,200,1", "REST_CLIENT,503,3", "WEB_CLIENT,503,3" })
	void responseWithoutHeadersReachesTheCaller(Face face, int status, int attempts) throws Exception {
		try (ScriptedServer server = ScriptedServer
			.start((exchange) -> exchange.send("HTTP/1.1 " + status + " X\r\nContent-Length: 2\r\n\r\nok"));
				App app = App.lifeguard(WebApplicationType.NONE, new Class<?>[] { WithoutHeaders.class },
						"pool.max-connections=5", "retry.backoff.base=1ms", "retry.backoff.cap=1ms")) {
			assertThat(status(app, face, server.url())).isEqualTo(status);
			assertThat(server.requests()).isEqualTo(attempts);
			app.assertNothingHeld();
		}
	}

	private static int status(App app, Face face, String url) {
		return switch (face) {
			case REST_CLIENT ->
				app.restClient().get().uri(url).exchange((request, response) -> response.getStatusCode().value());
			case WEB_CLIENT -> Objects.requireNonNull(app.webClient()
				.get()
				.uri(url)
				.exchangeToMono((response) -> Mono.just(response.statusCode().value()))
				.block());
		};
	}

	/**
	 * Puts a response of its own in the place of the one that arrived.
	 */
	@Configuration(proxyBeanMethods = false)
	static class WithoutHeaders {

		@Bean
		RestClientCustomizer interceptor() {
			return (builder) -> builder
				.requestInterceptor((request, body, execution) -> new Bare(execution.execute(request, body)));
		}

		@Bean
		WebClientCustomizer filter() {
			return (builder) -> builder.filter((request, next) -> next.exchange(request).flatMap((response) -> {
				ClientResponse mock = Mockito.mock(ClientResponse.class);
				Mockito.when(mock.statusCode()).thenReturn(response.statusCode());
				Mockito.when(mock.releaseBody()).thenReturn(Mono.empty());
				return response.releaseBody().thenReturn(mock);
			}));
		}

	}

	/**
	 * Has no headers.
	 */
	private record Bare(ClientHttpResponse response) implements ClientHttpResponse {

		@Override
		public HttpStatusCode getStatusCode() throws IOException {
			return this.response.getStatusCode();
		}

		@Override
		public String getStatusText() throws IOException {
			return this.response.getStatusText();
		}

		@Override
		@SuppressWarnings("NullAway")
		public @Nullable HttpHeaders getHeaders() {
			return null;
		}

		@Override
		public InputStream getBody() throws IOException {
			return this.response.getBody();
		}

		@Override
		public void close() {
			this.response.close();
		}

	}

}
