package dev.lifeguard.pool;

/**
 * Told what happens to sockets that serve no call. It is called on event loops, so it
 * must not block.
 *
 * @since 0.1.0
 */
public interface SocketListener {

	/** Listens to nothing. */
	SocketListener NONE = new SocketListener() {
	};

	/**
	 * An idle connection was closed.
	 * @param remote the remote, {@code host:port}
	 * @param reason why
	 */
	default void evicted(String remote, EvictionReason reason) {
	}

	/**
	 * A kept connection turned out to be dead when it was used.
	 * @param remote the remote, {@code host:port}
	 */
	default void stale(String remote) {
	}

}
