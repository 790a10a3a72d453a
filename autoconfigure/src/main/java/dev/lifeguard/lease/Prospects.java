package dev.lifeguard.lease;

/**
 * What the calls to one remote teach about those that wait for it: whether they can still
 * make it.
 */
interface Prospects {

	/** Learns nothing, and believes that everybody can make it. */
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
	 * A lease has ended that was held. This may be told by many threads at once, and
	 * without the gate's lock.
	 * @param outcome how it has ended
	 * @param heldNanos how long it was held
	 * @param ageNanos how long ago its call began
	 * @param now the time, in nanoseconds of the gate's clock
	 */
	void ended(Outcome outcome, long heldNanos, long ageNanos, long now);

	/**
	 * A caller did not want to wait any more, and had the time to. This may be told by
	 * many threads at once, and without the gate's lock.
	 * @param ageNanos how long ago its call began
	 * @param now the time, in nanoseconds of the gate's clock
	 */
	void hungUp(long ageNanos, long now);

	/**
	 * Return how likely a waiter has its answer while its caller is still there, if it is
	 * served now. Guarded by the gate's lock.
	 * @return from 0 to 1
	 */
	double chance(Waiter<?> waiter, long now);

	/**
	 * Return whether a waiter would not have its answer before its deadline if it were
	 * served now. Guarded by the gate's lock.
	 */
	boolean isHopeless(Waiter<?> waiter, long now);

}
