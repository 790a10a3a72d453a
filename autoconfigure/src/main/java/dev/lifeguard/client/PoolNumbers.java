package dev.lifeguard.client;

import java.net.URI;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import dev.lifeguard.failure.PoolSnapshot;
import dev.lifeguard.failure.RemoteSnapshot;
import dev.lifeguard.lease.GateSnapshot;
import dev.lifeguard.lease.LeaseGate;
import dev.lifeguard.limit.Limit;
import dev.lifeguard.pool.Sockets;

/**
 * Puts the numbers of a client's pool together, from the gate and the sockets behind it.
 *
 * @param settings the client's settings
 * @param limit the bound in force
 * @param gate counts the places
 * @param sockets counts the idle connections
 */
record PoolNumbers(ClientSettings settings, Limit limit, LeaseGate gate, Sockets sockets) {

	PoolSnapshot snapshot() {
		GateSnapshot leases = this.gate.snapshot();
		Map<String, Integer> idle = this.sockets.idleByRemote();
		Map<String, RemoteSnapshot> remotes = new TreeMap<>();
		leases.remotes().forEach((name, remote) -> remotes.put(name, remote.withIdle(idle.getOrDefault(name, 0))));
		int idleInAll = idle.values().stream().mapToInt(Integer::intValue).sum();
		return new PoolSnapshot(this.limit.configured(), leases.limit(), leases.active(), idleInAll,
				leases.connecting(), leases.pending(), this.settings.gate().maxPending(), leases.oldest(), remotes);
	}

	/**
	 * Return the remotes that are known by now.
	 */
	Set<String> remotes() {
		Set<String> remotes = new LinkedHashSet<>(this.gate.snapshot().remotes().keySet());
		if (this.settings.baseUrl() != null) {
			remotes.add(Target.of(URI.create(this.settings.baseUrl())).toString());
		}
		return remotes;
	}

}
