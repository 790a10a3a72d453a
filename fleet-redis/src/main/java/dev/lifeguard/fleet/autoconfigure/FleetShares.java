package dev.lifeguard.fleet.autoconfigure;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;

import dev.lifeguard.fleet.Replica;
import dev.lifeguard.limit.FleetSettings;
import dev.lifeguard.limit.Share;
import dev.lifeguard.limit.Shares;

/**
 * Shares of this application's clients in the budgets of their fleets.
 */
final class FleetShares implements Shares {

	private final Map<String, Replica> replicas = new ConcurrentHashMap<>();

	private final LongSupplier nanoClock;

	FleetShares(LongSupplier nanoClock) {
		this.nanoClock = nanoClock;
	}

	@Override
	public Share join(String client, FleetSettings settings) {
		Replica replica = new Replica(settings, this.nanoClock, () -> ThreadLocalRandom.current().nextDouble());
		this.replicas.put(client, replica);
		return replica;
	}

	/**
	 * Return the replicas by the names of their clients.
	 */
	Map<String, Replica> replicas() {
		return this.replicas;
	}

}
