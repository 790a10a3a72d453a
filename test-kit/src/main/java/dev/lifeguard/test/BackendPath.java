package dev.lifeguard.test;

import dev.lifeguard.test.backend.BrokenServer;
import dev.lifeguard.test.backend.Route;

/**
 * One path of a {@link Backend}. What is said of the backend's other answers does not
 * hold here; what is said of its port, its connections and its capacity does.
 *
 * @since 0.1.0
 */
public final class BackendPath extends Breakable<BackendPath> {

	private final BrokenServer server;

	BackendPath(BrokenServer server, Route route) {
		super(route);
		this.server = server;
	}

	@Override
	BackendPath self() {
		return this;
	}

	/**
	 * Answer normally from now on, and answer the requests that still wait. The content
	 * of the answers stays what it is: headers, body and its size.
	 * @return this
	 */
	public BackendPath heal() {
		this.server.heal(route());
		return this;
	}

}
