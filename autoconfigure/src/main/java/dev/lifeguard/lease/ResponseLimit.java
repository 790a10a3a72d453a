package dev.lifeguard.lease;

/**
 * Limit on how many leases may wait for the first byte of their response at once. It
 * hears of every lease, so that it can learn. Its methods may be called from any thread,
 * event loops among them; they must neither block nor throw.
 *
 * @since 0.1.0
 */
public interface ResponseLimit {

	/**
	 * Return how many may wait now.
	 * @return the limit, at least 1
	 */
	int limit();

	/**
	 * Return whether a lease counts. One that waits for an event rather than for work
	 * says nothing of a backend's load, and would keep a permit from those that do.
	 * @param lease the lease, which is about to be asked for
	 * @return whether it needs a place below this limit
	 */
	boolean isFor(Lease lease);

	/**
	 * A lease was granted that counts.
	 * @param waiting how many wait for their first byte now, this one included
	 */
	void granted(int waiting);

	/**
	 * A caller has to wait although there is a permit.
	 */
	void blocked();

	/**
	 * The head of a lease's response has arrived.
	 * @param lease the lease, which is still held
	 * @param status the response's status
	 * @param stream whether the response has no end of its own
	 */
	void answered(Lease lease, int status, boolean stream);

	/**
	 * A lease has ended without the head of a response.
	 * @param lease the lease
	 * @param outcome how it has ended
	 */
	void unanswered(Lease lease, Outcome outcome);

}
