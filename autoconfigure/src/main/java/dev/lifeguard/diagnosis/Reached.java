package dev.lifeguard.diagnosis;

import dev.lifeguard.failure.PoolSnapshot;
import dev.lifeguard.failure.RemoteSnapshot;
import dev.lifeguard.lease.Priority;

/**
 * The bound that a refused call has come up against: refusals at the same one have the
 * same reason.
 *
 * @param remote the remote whose own bound it is, or "" for that of the client
 * @param isLeftToOthers whether there are permits, which are left to calls that matter
 * more
 */
record Reached(String remote, boolean isLeftToOthers) {

	/**
	 * Return what a call has come up against.
	 */
	static Reached of(String remote, Priority priority, PoolSnapshot pool) {
		RemoteSnapshot numbers = pool.remotes().get(remote);
		if (numbers != null && numbers.max() < pool.bound()) {
			int taken = numbers.active() + numbers.connecting();
			if (taken >= priority.share(numbers.max())) {
				return new Reached(remote, isLeftToOthers(priority, taken, numbers.max()));
			}
		}
		return new Reached("", isLeftToOthers(priority, pool.active() + pool.connecting(), pool.bound()));
	}

	/**
	 * The numbers may be a moment old, so that fewer are taken by now, or were.
	 */
	private static boolean isLeftToOthers(Priority priority, int taken, int bound) {
		return taken < bound && priority.share(bound) < bound;
	}

	boolean isOfOneRemote() {
		return !this.remote.isEmpty();
	}

}
