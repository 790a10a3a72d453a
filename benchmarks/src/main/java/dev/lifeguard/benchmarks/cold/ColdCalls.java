package dev.lifeguard.benchmarks.cold;

import java.time.Duration;

/**
 * Calls of a client with one connection.
 */
interface ColdCalls {

	/** How long a call may wait for the connection. */
	Duration LIMIT = Duration.ofMillis(400);

	/**
	 * Make a call and read the answer.
	 * @param path where it goes
	 */
	void call(String path);

	/**
	 * Return whether a call is refused that has waited for so long.
	 */
	default boolean isBounded() {
		return false;
	}

}
