package dev.lifeguard.client.blocking;

import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.client.ClientHttpResponse;

/**
 * Responses that one call of the application has opened on its way through the
 * interceptors, first to last.
 */
final class OpenedResponses {

	static final String ATTRIBUTE = OpenedResponses.class.getName();

	private final Deque<LeasedResponse> responses = new ConcurrentLinkedDeque<>();

	void add(LeasedResponse response) {
		this.responses.add(response);
	}

	boolean isEmpty() {
		return this.responses.isEmpty();
	}

	/**
	 * Close those that nobody has read of: an interceptor that executes again while it
	 * holds a permit would wait for the others that do the same.
	 */
	void closeUnread() {
		this.responses.stream().filter(LeasedResponse::isUnread).forEach(LeasedResponse::close);
	}

	/**
	 * Close all except the one that is passed on, which an interceptor may have wrapped.
	 * If it is unclear which one that is, none is closed.
	 */
	void closeAllBut(@Nullable ClientHttpResponse handedOn) {
		@Nullable HttpHeaders kept = (handedOn != null) ? handedOn.getHeaders() : null;
		if (handedOn == null || this.responses.stream().anyMatch((response) -> response.getHeaders() == kept)) {
			this.responses.stream().filter((response) -> response.getHeaders() != kept).forEach(LeasedResponse::close);
		}
	}

}
