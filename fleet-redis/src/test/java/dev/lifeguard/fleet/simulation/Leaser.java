package dev.lifeguard.fleet.simulation;

import dev.lifeguard.fleet.Grant;
import dev.lifeguard.fleet.Renewal;
import dev.lifeguard.fleet.Replica;
import org.jspecify.annotations.Nullable;

/**
 * Side of a process in a protocol that shares a budget out.
 */
interface Leaser {

	/**
	 * The process starts.
	 * @param member a name that was never used
	 */
	void begin(String member);

	/**
	 * Return whether it is time for a message.
	 * @param open how many connections are open
	 */
	boolean isDue(int open);

	/**
	 * Make a message.
	 * @param open how many connections are open
	 * @param needed how many are needed
	 */
	Renewal renew(int open, int needed);

	/**
	 * Take an answer.
	 * @param renewal the message
	 * @param grant the answer
	 */
	void granted(Renewal renewal, @Nullable Grant grant);

	/**
	 * Return how many connections beyond the floor may be used now.
	 */
	int usable();

	/**
	 * Return the protocol of this module.
	 * @param replica the replica, with a floor of one
	 */
	static Leaser of(Replica replica) {
		return new Leaser() {

			@Override
			public void begin(String member) {
				replica.begin(member);
			}

			@Override
			public boolean isDue(int open) {
				return replica.isDue(open);
			}

			@Override
			public Renewal renew(int open, int needed) {
				return replica.renew(open, needed);
			}

			@Override
			public void granted(Renewal renewal, @Nullable Grant grant) {
				replica.granted(renewal, grant);
			}

			@Override
			public int usable() {
				return replica.getAsInt() - 1;
			}

		};
	}

}
