package dev.lifeguard.neighbours;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.concurrent.CompletableFuture;

import com.openai.core.RequestOptions;
import com.openai.core.http.Headers;
import com.openai.core.http.HttpClient;
import com.openai.core.http.HttpRequest;
import com.openai.core.http.HttpRequestBody;
import com.openai.core.http.HttpResponse;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.BodyExtractors;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * A transport for OpenAI's SDK that goes through Spring's clients.
 *
 * @param restClient makes the calls that wait
 * @param webClient makes the others
 */
record OpenAiTransport(RestClient restClient, WebClient webClient) implements HttpClient {

	private static final int PREFETCH = 16;

	@Override
	public HttpResponse execute(HttpRequest request, RequestOptions options) {
		return this.restClient.method(HttpMethod.valueOf(request.method().name()))
			.uri(URI.create(request.url()))
			.headers((headers) -> copy(request, headers))
			.body(body(request))
			.exchangeForRequiredValue((sent, response) -> new Response(response.getStatusCode().value(),
					headers(response.getHeaders()), response.getBody()), false);
	}

	@Override
	public CompletableFuture<HttpResponse> executeAsync(HttpRequest request, RequestOptions options) {
		return this.webClient.method(HttpMethod.valueOf(request.method().name()))
			.uri(URI.create(request.url()))
			.headers((headers) -> copy(request, headers))
			.bodyValue(body(request))
			.retrieve()
			.onStatus((status) -> true, (response) -> Mono.empty())
			.toEntityFlux(BodyExtractors.toDataBuffers())
			.<HttpResponse>map((entity) -> new Response(entity.getStatusCode().value(), headers(entity.getHeaders()),
					DataBufferUtils.subscriberInputStream(entity.getBody(), PREFETCH)))
			.toFuture();
	}

	private static void copy(HttpRequest request, HttpHeaders headers) {
		HttpRequestBody body = request.body();
		request.headers().names().forEach((name) -> headers.put(name, request.headers().values(name)));
		if (body != null && body.contentType() != null) {
			headers.setContentType(MediaType.valueOf(body.contentType()));
		}
	}

	private static byte[] body(HttpRequest request) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (HttpRequestBody body = request.body()) {
			if (body != null) {
				body.writeTo(bytes);
			}
		}
		return bytes.toByteArray();
	}

	private static Headers headers(HttpHeaders headers) {
		Headers.Builder copy = Headers.builder();
		headers.forEach((name, values) -> copy.put(name, values));
		return copy.build();
	}

	/** The clients are the application's. */
	@Override
	public void close() {
	}

	/**
	 * A response whose body is still to be read.
	 */
	private record Response(int statusCode, Headers headers, InputStream body) implements HttpResponse {

		@Override
		public void close() {
			try {
				this.body.close();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
