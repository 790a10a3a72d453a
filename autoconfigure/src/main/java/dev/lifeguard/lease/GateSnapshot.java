package dev.lifeguard.lease;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

import dev.lifeguard.failure.RemoteSnapshot;

/**
 * Numbers of a gate at one instant.
 *
 * @param limit the bound in force
 * @param active leases held that have a connection
 * @param connecting leases held that have none yet
 * @param pending callers that wait
 * @param remotes the same per remote
 * @since 0.1.0
 */
public record GateSnapshot(int limit, int active, int connecting, int pending, Map<String, RemoteLeases> remotes) {

	static GateSnapshot of(Collection<Remote> remotes, int limit, int pending) {
		Map<String, RemoteLeases> byName = new TreeMap<>();
		int active = 0;
		int connecting = 0;
		for (Remote remote : remotes) {
			RemoteLeases leases = RemoteLeases.of(remote);
			byName.put(remote.name(), leases);
			active += leases.active();
			connecting += leases.connecting();
		}
		return new GateSnapshot(limit, active, connecting, pending, byName);
	}

	/**
	 * Part of the snapshot for one remote.
	 *
	 * @param max the bound per remote
	 * @param active leases held that have a connection
	 * @param connecting leases held that have none yet
	 * @param pending callers that wait
	 */
	public record RemoteLeases(int max, int active, int connecting, int pending) {

		static RemoteLeases of(Remote remote) {
			int active = remote.active();
			int connecting = Math.max(0, remote.permits().taken() - active);
			return new RemoteLeases(remote.permits().bound(), active, connecting, remote.pending());
		}

		/**
		 * Return the remote's part of its pool's snapshot.
		 * @param idle open connections that serve no call
		 * @return the numbers of both
		 */
		public RemoteSnapshot withIdle(int idle) {
			return new RemoteSnapshot(this.max, this.active, idle, this.connecting, this.pending);
		}

	}

}
