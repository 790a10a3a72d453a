package dev.lifeguard.client.blocking;

import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;

import org.jspecify.annotations.Nullable;

import org.springframework.http.client.ClientHttpResponse;

/**
 * The responses that one call of the application has opened on its way through the
 * interceptors, first to last.
 */
final class OpenedResponses {

	static final String ATTRIBUTE = OpenedResponses.class.getName();

	private final Deque<LeasedResponse> responses = new ConcurrentLinkedDeque<>();

	void add(LeasedResponse response) {
		this.responses.add(response);
	}

	/**
	 * Close all but the one that is handed on. An interceptor may have wrapped it, and
	 * then it is the last.
	 */
	void closeAllBut(@Nullable ClientHttpResponse handedOn) {
		ClientHttpResponse kept = (handedOn == null || handedOn instanceof LeasedResponse) ? handedOn
				: this.responses.peekLast();
		this.responses.stream().filter((response) -> response != kept).forEach(LeasedResponse::close);
	}

}
