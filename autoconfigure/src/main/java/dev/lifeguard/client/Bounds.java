package dev.lifeguard.client;

import java.util.function.IntSupplier;

import dev.lifeguard.limit.Limit;
import dev.lifeguard.limit.Share;
import dev.lifeguard.pool.PoolSettings;

/**
 * Bounds of a client's connections in use that are in force: its own, and no more than
 * its share in the budget of its fleet.
 *
 * @param own the configured bound, or an operator's in its place
 * @param share the share
 * @param inAll the most over all remotes
 * @param perRemote the most to one remote
 */
record Bounds(Limit own, Share share, IntSupplier inAll, IntSupplier perRemote) {

	/**
	 * Return the bounds of a client. One per remote that was not set apart moves with the
	 * one over all.
	 * @param pool the configured bounds
	 * @param share the client's share
	 */
	static Bounds of(PoolSettings pool, Share share) {
		Limit own = new Limit(pool.maxConnections());
		IntSupplier inAll = within(share, own);
		int perHost = pool.maxConnectionsPerHost();
		return new Bounds(own, share, inAll, (perHost >= pool.maxConnections()) ? inAll : within(share, () -> perHost));
	}

	/**
	 * A client that shares nothing does not pay for it.
	 */
	private static IntSupplier within(Share share, IntSupplier bound) {
		return (share == Share.ALL) ? bound : () -> Math.min(bound.getAsInt(), share.getAsInt());
	}

}
