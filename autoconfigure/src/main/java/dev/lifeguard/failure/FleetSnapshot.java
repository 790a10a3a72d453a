package dev.lifeguard.failure;

/**
 * Snapshot of what a client knows about its fleet's budget.
 *
 * @param group the name of those that share it
 * @param state where the lease is from
 * @param lease how many connections this client may use now, its floor included
 * @param wanted how many it asked for last
 * @param floor how many of its own need no lease
 * @param budget how many all may use together
 * @param members how many clients shared it when it was heard of last, this one included
 * @param granted how many of the budget were theirs then, floors included
 * @param wantedByAll how many they asked for together then
 * @since 0.1.0
 */
public record FleetSnapshot(String group, State state, int lease, int wanted, int floor, int budget, int members,
		int granted, int wantedByAll) {

	/**
	 * State of a lease.
	 */
	public enum State {

		/** The lease holds. */
		LEASED,

		/** There is no lease: only the floor is left. */
		FLOOR,

		/** The lease has run out, and its last size is kept. */
		FROZEN,

		/**
		 * The store has lost what it knew, and grants nothing new until all have told it
		 * what they have.
		 */
		LEARNING

	}

}
