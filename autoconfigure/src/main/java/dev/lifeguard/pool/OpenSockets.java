package dev.lifeguard.pool;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Counts a client's open sockets by remote, whether they serve a call or not.
 * <p>
 * Reactor Netty's own counts would do, but for them it takes hold of the caller's
 * observation, and with it of the response, for as long as the connection serves the
 * call: then a response that was dropped is never collected.
 *
 * @since 0.1.0
 */
public final class OpenSockets {

	private final ConcurrentMap<String, Integer> byRemote = new ConcurrentHashMap<>();

	/**
	 * Note that a socket was opened.
	 * @param remote the remote, {@code host:port}
	 */
	public void opened(String remote) {
		this.byRemote.merge(remote, 1, Integer::sum);
	}

	/**
	 * Note that a socket was closed.
	 * @param remote the remote, {@code host:port}
	 */
	public void closed(String remote) {
		this.byRemote.computeIfPresent(remote, (name, count) -> (count > 1) ? count - 1 : null);
	}

	/**
	 * Return how many sockets to a remote are open.
	 * @param remote the remote, {@code host:port}
	 * @return the count
	 */
	public int to(String remote) {
		return this.byRemote.getOrDefault(remote, 0);
	}

	/**
	 * Return how many sockets are open.
	 * @return the count over all remotes
	 */
	public int inAll() {
		return this.byRemote.values().stream().mapToInt(Integer::intValue).sum();
	}

}
