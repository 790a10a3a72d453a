package dev.lifeguard.lease;

import dev.lifeguard.failure.PoolExhaustedException;
import dev.lifeguard.leak.Leak;

/**
 * Told afterwards what happens at a gate; cannot change the outcome. It is called on the
 * threads of the calls, event loops among them, so it must not block.
 *
 * @since 0.1.0
 */
public interface LeaseListener {

	/** Listens to nothing. */
	LeaseListener NONE = new LeaseListener() {
	};

	/**
	 * A remote was called for the first time.
	 * @param remote the remote, {@code host:port}
	 */
	default void remoteSeen(String remote) {
	}

	/**
	 * A caller got a permit.
	 * @param lease its lease
	 */
	default void granted(Lease lease) {
	}

	/**
	 * A permit was given back.
	 * @param lease the lease that is over
	 */
	default void ended(Lease lease) {
	}

	/**
	 * A response was found leaked. Listeners are notified once per response.
	 * @param leak the leak
	 */
	default void leaked(Leak leak) {
	}

	/**
	 * A caller got no permit. Listeners that need its lease use {@link #refused(Lease)}.
	 * @param failure the failure that the caller receives
	 */
	default void exhausted(PoolExhaustedException failure) {
	}

	/**
	 * A caller got no permit. Listeners that need its failure use
	 * {@link #exhausted(PoolExhaustedException)}.
	 * @param lease its lease
	 */
	default void refused(Lease lease) {
	}

}
