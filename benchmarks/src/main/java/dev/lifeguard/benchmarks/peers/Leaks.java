package dev.lifeguard.benchmarks.peers;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Holds responses that are neither read nor closed, so that no garbage collection gives
 * their connections back.
 *
 * @since 0.1.0
 */
public final class Leaks {

	private final Queue<Object> responses = new ConcurrentLinkedQueue<>();

	/**
	 * Hold a response.
	 * @param response what must not be collected
	 */
	public void hold(Object response) {
		this.responses.add(response);
	}

}
