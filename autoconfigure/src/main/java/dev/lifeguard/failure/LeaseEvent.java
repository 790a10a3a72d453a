package dev.lifeguard.failure;

import java.time.Duration;

/**
 * Something that happened to a call before an episode of refusals began.
 *
 * @param before how long before the episode's begin
 * @param what what happened
 * @param request the request's method and URI template
 * @param remote where it goes, {@code host:port}
 * @param waited how long it waited for its permit
 * @param held how long it held its permit
 * @param firstByte how long the peer took to begin its answer; zero if it did not
 * @since 0.1.0
 */
public record LeaseEvent(Duration before, What what, String request, String remote, Duration waited, Duration held,
		Duration firstByte) {

	/**
	 * Kind of event.
	 */
	public enum What {

		/** It got a permit after a wait. */
		GRANTED,
		/** It gave its permit back. */
		ENDED

	}

}
