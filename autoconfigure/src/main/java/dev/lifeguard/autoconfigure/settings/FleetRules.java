package dev.lifeguard.autoconfigure.settings;

import java.util.function.Supplier;

import dev.lifeguard.autoconfigure.fleet.Fleet;
import dev.lifeguard.autoconfigure.fleet.SharedBound;
import org.jspecify.annotations.Nullable;

/**
 * Takes the fleet that a client is part of from its properties.
 */
final class FleetRules {

	private FleetRules() {
	}

	/**
	 * Read what is written of a fleet.
	 * @param leaves the client's properties
	 * @param counted whether the instances will be counted as soon as the application is
	 * ready
	 * @param each what one instance may open
	 */
	static Fleet fleet(Leaves leaves, boolean counted, Supplier<SharedBound> each) {
		return new Fleet(maxConnections(leaves), replicas(leaves), counted, each);
	}

	static void check(Rules rules) {
		Integer allowed = maxConnections(rules.leaves());
		Integer replicas = replicas(rules.leaves());
		rules.atLeast("fleet.max-connections", (allowed != null) ? allowed : 1, 1);
		rules.atLeast("fleet.replicas", (replicas != null) ? replicas : 1, 1);
	}

	private static @Nullable Integer maxConnections(Leaves leaves) {
		return leaves.inherited("fleet.max-connections", (client) -> client.getFleet().getMaxConnections());
	}

	private static @Nullable Integer replicas(Leaves leaves) {
		return leaves.inherited("fleet.replicas", (client) -> client.getFleet().getReplicas());
	}

}
