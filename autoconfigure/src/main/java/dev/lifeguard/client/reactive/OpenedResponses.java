package dev.lifeguard.client.reactive;

import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;

import org.jspecify.annotations.Nullable;

/**
 * The responses that one call of the application has opened on its way through the
 * filters, first to last. It travels in the Reactor context under its own class.
 */
final class OpenedResponses {

	private final Deque<LeasedResponse> responses = new ConcurrentLinkedDeque<>();

	void add(LeasedResponse response) {
		this.responses.add(response);
	}

	/**
	 * Release all but the last, which is handed on.
	 */
	void releaseAllButLast() {
		this.responses.pollLast();
		releaseAll();
	}

	void releaseAll() {
		@Nullable LeasedResponse next = this.responses.poll();
		while (next != null) {
			next.release();
			next = this.responses.poll();
		}
	}

}
