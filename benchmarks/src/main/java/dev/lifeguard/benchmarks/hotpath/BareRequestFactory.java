package dev.lifeguard.benchmarks.hotpath;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClient.RequestSender;
import reactor.netty.http.client.HttpClient.ResponseReceiver;
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
 * As little as there can be between a blocking call and Reactor Netty: no bound, no
 * timeout, no streaming. What it costs is the price of the transport.
 */
final class BareRequestFactory implements ClientHttpRequestFactory {

	private final HttpClient http;

	BareRequestFactory(HttpClient http) {
		this.http = http;
	}

	@Override
	public ClientHttpRequest createRequest(URI uri, HttpMethod method) {
		return new Request(uri, method);
	}

	private final class Request extends AbstractStreamingClientHttpRequest {

		private final URI uri;

		private final HttpMethod method;

		Request(URI uri, HttpMethod method) {
			this.uri = uri;
			this.method = method;
		}

		@Override
		public HttpMethod getMethod() {
			return this.method;
		}

		@Override
		public URI getURI() {
			return this.uri;
		}

		@Override
		protected ClientHttpResponse executeInternal(HttpHeaders headers,
				StreamingHttpOutputMessage.@Nullable Body body) throws IOException {
			RequestSender request = BareRequestFactory.this.http
				.headers((target) -> headers.forEach((name, values) -> target.set(name, values)))
				.request(io.netty.handler.codec.http.HttpMethod.valueOf(this.method.name()))
				.uri(this.uri);
			ResponseReceiver<?> sent = (body != null) ? request.send(Mono.just(content(body))) : request;
			Response response = sent
				.responseSingle((head, bytes) -> bytes.asByteArray().map((answer) -> new Response(head, answer)))
				.block();
			if (response == null) {
				throw new IOException("no response");
			}
			return response;
		}

		private static ByteBuf content(StreamingHttpOutputMessage.Body body) throws IOException {
			ByteArrayOutputStream output = new ByteArrayOutputStream();
			body.writeTo(output);
			return Unpooled.wrappedBuffer(output.toByteArray());
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
