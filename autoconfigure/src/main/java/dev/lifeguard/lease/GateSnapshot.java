package dev.lifeguard.lease;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

import dev.lifeguard.failure.RemoteSnapshot;

/**
 * A gate's numbers at one instant.
 *
 * @param limit the bound in force
 * @param active leases held that have a connection
 * @param connecting leases held that have none yet
 * @param pending callers that wait
 * @param oldest how long the lease held longest has been held
 * @param remotes the same per remote
 * @since 0.1.0
 */
public record GateSnapshot(int limit, int active, int connecting, int pending, Duration oldest,
		Map<String, RemoteLeases> remotes) {

	static GateSnapshot of(Collection<Lease> held, Collection<Remote> remotes, int limit, int pending, long now) {
		Map<String, Counts> counts = new TreeMap<>();
		remotes.forEach((remote) -> counts.put(remote.name(), new Counts(remote)));
		Counts all = new Counts();
		long oldest = 0;
		for (Lease lease : held) {
			oldest = Math.max(oldest, lease.heldNanos(now));
			all.add(lease);
			counts.computeIfAbsent(lease.remoteName(), (name) -> new Counts(lease.remote())).add(lease);
		}
		Map<String, RemoteLeases> result = new TreeMap<>();
		counts.forEach((name, count) -> result.put(name, count.leases()));
		return new GateSnapshot(limit, all.active, all.connecting, pending, Duration.ofNanos(oldest), result);
	}

	/**
	 * One remote's part of the snapshot.
	 *
	 * @param max the bound per remote
	 * @param active leases held that have a connection
	 * @param connecting leases held that have none yet
	 * @param pending callers that wait
	 */
	public record RemoteLeases(int max, int active, int connecting, int pending) {

		/**
		 * Return the remote's part of its pool's snapshot.
		 * @param idle open connections that serve no call
		 * @return the numbers of both
		 */
		public RemoteSnapshot withIdle(int idle) {
			return new RemoteSnapshot(this.max, this.active, idle, this.connecting, this.pending);
		}

	}

	private static final class Counts {

		private final int max;

		private final int pending;

		private int active;

		private int connecting;

		Counts() {
			this.max = 0;
			this.pending = 0;
		}

		Counts(Remote remote) {
			this.max = remote.places().bound();
			this.pending = remote.waiting();
		}

		void add(Lease lease) {
			if (lease.isConnected()) {
				this.active++;
			}
			else {
				this.connecting++;
			}
		}

		RemoteLeases leases() {
			return new RemoteLeases(this.max, this.active, this.connecting, this.pending);
		}

	}

}
