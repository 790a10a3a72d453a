package dev.lifeguard.lease;

import dev.lifeguard.failure.PoolExhaustedException.Reason;

/**
 * Told once what became of a request for a {@link Lease}. It is called without a lock
 * held, on the thread that asked, on the one that gave a permit back, or on the timer's;
 * so it must not block.
 *
 * @since 0.1.0
 */
public interface LeaseCallback {

	/**
	 * The lease is held from now on and must be ended.
	 */
	void granted();

	/**
	 * There is no permit; the lease is over.
	 * @param reason why
	 */
	void refused(Reason reason);

}
