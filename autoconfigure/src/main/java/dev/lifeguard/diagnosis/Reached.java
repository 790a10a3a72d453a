package dev.lifeguard.diagnosis;

import dev.lifeguard.failure.PoolSnapshot;
import dev.lifeguard.failure.RemoteSnapshot;
import dev.lifeguard.lease.Priority;

/**
 * Bound that a refused call has reached: refusals at the same bound have the same reason.
 *
 * @param remote the remote whose own bound it is, or "" for that of the client
 * @param leavesSome whether the call leaves the last permits below it to calls that
 * matter more
 */
record Reached(String remote, boolean leavesSome) {

	/**
	 * Return what a call has come up against.
	 */
	static Reached of(String remote, Priority priority, PoolSnapshot pool) {
		RemoteSnapshot numbers = pool.remotes().get(remote);
		if (numbers != null && numbers.max() < pool.bound()) {
			int share = priority.share(numbers.max());
			if (numbers.active() + numbers.connecting() >= share) {
				return new Reached(remote, share < numbers.max());
			}
		}
		return new Reached("", priority.share(pool.bound()) < pool.bound());
	}

	boolean isOfOneRemote() {
		return !this.remote.isEmpty();
	}

}
