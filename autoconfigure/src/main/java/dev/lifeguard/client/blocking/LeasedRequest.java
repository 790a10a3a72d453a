package dev.lifeguard.client.blocking;

import java.io.IOException;
import java.net.URI;

import dev.lifeguard.call.CallAttempts;
import dev.lifeguard.client.DeclaredLength;
import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.client.RequestHead;
import dev.lifeguard.lease.Priority;
import dev.lifeguard.retry.Retries;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.StreamingHttpOutputMessage;
import org.springframework.http.client.AbstractStreamingClientHttpRequest;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.web.client.RestClient;

/**
 * Blocking request. Its body is written by the calling thread: a small one into memory,
 * to be sent in one piece; a larger one to the connection as it comes.
 */
final class LeasedRequest extends AbstractStreamingClientHttpRequest {

	private static final String URI_TEMPLATE = RestClient.class.getName() + ".uriTemplate";

	private final ManagedClient client;

	private final URI uri;

	private final HttpMethod method;

	LeasedRequest(ManagedClient client, URI uri, HttpMethod method) {
		this.client = client;
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
	protected ClientHttpResponse executeInternal(HttpHeaders headers, StreamingHttpOutputMessage.@Nullable Body body)
			throws IOException {
		this.client.blocks();
		CallAttempts outer = (CallAttempts) getAttributes().get(RetriedCall.ATTEMPTS);
		if (outer != null || this.client.retries() == Retries.NONE) {
			return exchange(headers, body, outer);
		}
		return new RepeatedRequest(headers, body, this.client.attempts(RetriedCall.ownRule(this))).execute();
	}

	private ClientHttpResponse exchange(HttpHeaders headers, StreamingHttpOutputMessage.@Nullable Body body,
			@Nullable CallAttempts attempts) throws IOException {
		Headers checked = Headers.checked(this.method, this.uri, headers);
		DeclaredLength length = DeclaredLength.of(headers.getOrEmpty(DeclaredLength.HEADER));
		if (body == null) {
			length.end();
		}
		Priority priority = this.client.priority(getAttributes().get(Priority.ATTRIBUTE));
		Exchange exchange = new Exchange(this.client, this.method, RequestHead.sent(this.uri), checked, priority,
				attempts);
		exchange.uriTemplate(getAttributes().get(URI_TEMPLATE));
		OpenedResponses opened = (OpenedResponses) getAttributes().get(OpenedResponses.ATTRIBUTE);
		if (opened != null && !opened.isEmpty()) {
			exchange.beforeWaiting(opened::closeUnread);
		}
		if (body == null) {
			exchange.start();
		}
		else {
			write(body, exchange, new RequestBody(exchange, body.repeatable(), length));
		}
		LeasedResponse response = await(exchange, headers, body);
		if (opened != null) {
			opened.add(response);
		}
		return response;
	}

	/**
	 * Wait for the response. Each redirect that keeps a streamed body wants it again.
	 */
	private static LeasedResponse await(Exchange exchange, HttpHeaders headers,
			StreamingHttpOutputMessage.@Nullable Body body) throws IOException {
		LeasedResponse response = exchange.await();
		while (response == null) {
			Upload again = exchange.uploadAgain();
			if (again != null && body != null) {
				write(body, exchange,
						new RequestBody(exchange, DeclaredLength.of(headers.getOrEmpty(DeclaredLength.HEADER)), again));
			}
			response = exchange.await();
		}
		return response;
	}

	private static void write(StreamingHttpOutputMessage.Body body, Exchange exchange, RequestBody output)
			throws IOException {
		try {
			body.writeTo(output);
			output.close();
		}
		catch (IOException | RuntimeException ex) {
			// a converter may wrap what it catches; the exchange knows why its upload was
			// stopped, and may have a response all the same
			if (!output.isStopped()) {
				exchange.abandon(ex);
				throw ex;
			}
		}
		catch (Error ex) {
			exchange.abandon(ex);
			throw ex;
		}
	}

	/**
	 * Request that is sent as often as necessary. Its body is written anew each time, if
	 * it says that it can be; nothing of it is kept.
	 */
	private final class RepeatedRequest extends RetriedCall {

		private final HttpHeaders headers;

		private final StreamingHttpOutputMessage.@Nullable Body body;

		RepeatedRequest(HttpHeaders headers, StreamingHttpOutputMessage.@Nullable Body body, CallAttempts attempts) {
			super(LeasedRequest.this, attempts);
			this.headers = headers;
			this.body = body;
		}

		@Override
		ClientHttpResponse exchange(CallAttempts attempts) throws IOException {
			if (LeasedRequest.this.client.settings().retry().attemptHeader()) {
				number(this.headers, attempts);
			}
			return LeasedRequest.this.exchange(this.headers, this.body, attempts);
		}

		@Override
		boolean isReplayable() {
			return this.body == null || this.body.repeatable();
		}

	}

}
