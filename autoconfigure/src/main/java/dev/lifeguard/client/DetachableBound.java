package dev.lifeguard.client;

import java.util.function.IntSupplier;

/**
 * Most sockets per remote, as long as the client is open. Reactor Netty keeps what a
 * provider was given until the JVM ends, and a share in a fleet's budget leads to the
 * application that leases it.
 */
final class DetachableBound implements IntSupplier {

	private volatile IntSupplier bound;

	DetachableBound(IntSupplier bound) {
		this.bound = bound;
	}

	void attach(IntSupplier bound) {
		this.bound = bound;
	}

	/**
	 * Keep the number as it is now.
	 */
	void detach() {
		int last = getAsInt();
		this.bound = () -> last;
	}

	@Override
	public int getAsInt() {
		return this.bound.getAsInt();
	}

}
