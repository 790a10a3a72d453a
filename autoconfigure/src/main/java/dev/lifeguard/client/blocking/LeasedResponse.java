package dev.lifeguard.client.blocking;

import java.io.InputStream;

import reactor.netty.http.client.HttpClientResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.support.Netty4HeadersAdapter;

/**
 * One blocking response.
 */
final class LeasedResponse implements ClientHttpResponse {

	private final HttpClientResponse head;

	private final HttpHeaders headers;

	private final ResponseBody body;

	LeasedResponse(HttpClientResponse head, ResponseBody body) {
		this.head = head;
		this.headers = HttpHeaders
			.readOnlyHttpHeaders(new HttpHeaders(new Netty4HeadersAdapter(head.responseHeaders())));
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
		return this.body;
	}

	@Override
	public void close() {
		this.body.close();
	}

}
