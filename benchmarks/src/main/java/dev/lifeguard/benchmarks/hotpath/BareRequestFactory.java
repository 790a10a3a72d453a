package dev.lifeguard.benchmarks.hotpath;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;

import org.jspecify.annotations.Nullable;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.StreamingHttpOutputMessage;
import org.springframework.http.client.AbstractStreamingClientHttpRequest;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.support.Netty4HeadersAdapter;

/**
 * As little as there can be between a blocking {@code GET} and Reactor Netty: no bound,
 * no timeout, no streaming. What it costs is the price of the transport.
 */
final class BareRequestFactory implements ClientHttpRequestFactory {

	private final HttpClient http;

	BareRequestFactory(HttpClient http) {
		this.http = http;
	}

	@Override
	public ClientHttpRequest createRequest(URI uri, HttpMethod method) {
		return new Request(uri);
	}

	private final class Request extends AbstractStreamingClientHttpRequest {

		private final URI uri;

		Request(URI uri) {
			this.uri = uri;
		}

		@Override
		public HttpMethod getMethod() {
			return HttpMethod.GET;
		}

		@Override
		public URI getURI() {
			return this.uri;
		}

		@Override
		protected ClientHttpResponse executeInternal(HttpHeaders headers,
				StreamingHttpOutputMessage.@Nullable Body body) throws IOException {
			Response response = BareRequestFactory.this.http
				.headers((target) -> headers.forEach((name, values) -> target.set(name, values)))
				.get()
				.uri(this.uri)
				.responseSingle((head, bytes) -> bytes.asByteArray().map((content) -> new Response(head, content)))
				.block();
			if (response == null) {
				throw new IOException("no response");
			}
			return response;
		}

	}

	private static final class Response implements ClientHttpResponse {

		private final HttpClientResponse head;

		private final HttpHeaders headers;

		private final byte[] body;

		Response(HttpClientResponse head, byte[] body) {
			this.head = head;
			this.headers = new HttpHeaders(new Netty4HeadersAdapter(head.responseHeaders()));
			this.body = body;
		}

		@Override
		public HttpStatusCode getStatusCode() {
			return HttpStatusCode.valueOf(this.head.status().code());
		}

		@Override
		public String getStatusText() {
			return this.head.status().reasonPhrase();
		}

		@Override
		public HttpHeaders getHeaders() {
			return this.headers;
		}

		@Override
		public InputStream getBody() {
			return new ByteArrayInputStream(this.body);
		}

		@Override
		public void close() {
			// all of it is here
		}

	}

}
