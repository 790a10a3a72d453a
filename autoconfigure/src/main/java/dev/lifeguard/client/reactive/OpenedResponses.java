package dev.lifeguard.client.reactive;

import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;

import dev.lifeguard.client.ManagedClient;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.client.ClientResponse;

/**
 * Responses that one call of the application has opened on its way through the filters,
 * first to last. It travels in the Reactor context under its own class, which reaches the
 * calls of other clients as well: those are none of its business.
 */
final class OpenedResponses {

	private final ManagedClient client;

	private final Deque<LeasedResponse> responses = new ConcurrentLinkedDeque<>();

	OpenedResponses(ManagedClient client) {
		this.client = client;
	}

	/**
	 * Return whether there are responses that a call of the client left behind.
	 */
	boolean has(ManagedClient client) {
		return client == this.client && !this.responses.isEmpty();
	}

	/**
	 * Release those that have no reader: a filter that exchanges again while it holds a
	 * permit would wait for the others that do the same.
	 */
	void releaseUnread() {
		this.responses.forEach(LeasedResponse::release);
	}

	void add(ManagedClient client, LeasedResponse response) {
		if (client == this.client) {
			this.responses.add(response);
		}
	}

	/**
	 * Release all except the one that is passed on, which a filter may have wrapped. If
	 * it is unclear which one that is, none is released.
	 */
	void releaseAllBut(ClientResponse handedOn) {
		HttpHeaders kept = headers(handedOn);
		boolean known = kept != null && this.responses.removeIf((response) -> response.getHeaders() == kept);
		if (known) {
			releaseAll();
		}
		this.responses.clear();
	}

	/**
	 * A mock has no headers, whatever its type promises.
	 */
	private static @Nullable HttpHeaders headers(ClientResponse response) {
		ClientResponse.@Nullable Headers headers = response.headers();
		return (headers != null) ? headers.asHttpHeaders() : null;
	}

	void releaseAll() {
		LeasedResponse next = this.responses.poll();
		while (next != null) {
			next.release();
			next = this.responses.poll();
		}
	}

}
