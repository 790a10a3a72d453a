package dev.lifeguard.fleet;

/**
 * Lease that a replica has: how many connections, and until when by its own clock.
 *
 * @param connections how many may be used
 * @param endNanos when that ends
 */
record Term(int connections, long endNanos) {

	/** No lease. */
	static final Term NONE = new Term(0, Long.MIN_VALUE);

	boolean holds(long now) {
		return this != NONE && now - this.endNanos < 0;
	}

}
