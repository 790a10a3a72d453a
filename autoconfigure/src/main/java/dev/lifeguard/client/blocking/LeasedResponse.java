package dev.lifeguard.client.blocking;

import java.io.InputStream;
import java.lang.ref.Reference;

import dev.lifeguard.call.Call;
import dev.lifeguard.call.Handover;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.client.HttpClientResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.support.Netty4HeadersAdapter;

/**
 * Blocking response, as the application has it: the connection refers only to the body,
 * so a response that the application drops can be garbage collected.
 */
final class LeasedResponse implements ClientHttpResponse {

	private final HttpClientResponse head;

	private final HttpHeaders headers;

	private final ResponseBody body;

	private final InputStream stream;

	private @Nullable Handover handover;

	private volatile boolean asked;

	LeasedResponse(HttpClientResponse head, ResponseBody body) {
		this.head = head;
		this.headers = HttpHeaders
			.readOnlyHttpHeaders(new HttpHeaders(new Netty4HeadersAdapter(head.responseHeaders())));
		this.body = body;
		this.stream = new BodyStream(this);
	}

	/**
	 * Watch what the application does with the response, unless all of it is here: then
	 * nothing is left that could be leaked.
	 */
	void handOver(Call call) {
		if (!this.body.isComplete()) {
			this.handover = call.handOver(this, this.body::close);
		}
	}

	ResponseBody body() {
		return this.body;
	}

	/**
	 * Note that the application asks for bytes.
	 */
	void asked() {
		this.asked = true;
		Handover handover = this.handover;
		if (handover != null) {
			handover.asked();
		}
	}

	/**
	 * Return whether there is more of the response to come, and nobody has asked for it.
	 */
	boolean isUnread() {
		return this.handover != null && !this.asked;
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
		return this.stream;
	}

	@Override
	public void close() {
		Handover handover = this.handover;
		if (handover != null) {
			handover.taken();
		}
		this.body.close();
		Reference.reachabilityFence(this);
	}

}
