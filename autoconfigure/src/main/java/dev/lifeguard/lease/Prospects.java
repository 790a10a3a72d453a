package dev.lifeguard.lease;

/**
 * Estimate of whether the callers that wait for one remote can still meet their
 * deadlines, learned from the calls to that remote.
 */
interface Prospects {

	/** Learns nothing, and expects that everybody can make it. */
	Prospects UNKNOWN = new Prospects() {

		@Override
		public void ended(Outcome outcome, long heldNanos, long ageNanos, long now) {
		}

		@Override
		public void hungUp(long ageNanos, long now) {
		}

		@Override
		public double chance(Waiter<?> waiter, long now) {
			return 1;
		}

		@Override
		public boolean isHopeless(Waiter<?> waiter, long now) {
			return false;
		}

	};

	/**
	 * A lease that was held has ended. Called by any thread, without the gate's lock.
	 * @param outcome how it has ended
	 * @param heldNanos how long it was held
	 * @param ageNanos how long ago its call began
	 * @param now the time, in nanoseconds of the gate's clock
	 */
	void ended(Outcome outcome, long heldNanos, long ageNanos, long now);

	/**
	 * A caller has hung up before its deadline and without an answer. Called by any
	 * thread, without the gate's lock.
	 * @param ageNanos how long ago its call began
	 * @param now the time, in nanoseconds of the gate's clock
	 */
	void hungUp(long ageNanos, long now);

	/**
	 * Return how likely it is that a waiter that is served now gets its answer while its
	 * caller is still there. Guarded by the gate's lock.
	 * @return from 0 to 1
	 */
	double chance(Waiter<?> waiter, long now);

	/**
	 * Return whether a waiter that is served now will not get its answer before its
	 * deadline. Guarded by the gate's lock.
	 */
	boolean isHopeless(Waiter<?> waiter, long now);

}
