package dev.lifeguard.fleet;

import java.time.Duration;

import dev.lifeguard.limit.FleetSettings;
import dev.lifeguard.limit.FleetSettings.Mode;
import dev.lifeguard.limit.FleetSettings.WhenUnreachable;

/**
 * Settings of fleets as tests need them.
 */
public final class Fleets {

	private Fleets() {
	}

	/**
	 * Return a fleet with the default times and floor.
	 * @param budget what the backend allows all of it
	 * @param replicas the most replicas
	 * @return the settings
	 */
	public static FleetSettings of(int budget, int replicas) {
		return of(budget, replicas, WhenUnreachable.FLOOR);
	}

	/**
	 * Return a fleet with the default times and floor.
	 * @param budget what the backend allows all of it
	 * @param replicas the most replicas
	 * @param whenUnreachable what is left of a lease that has run out
	 * @return the settings
	 */
	public static FleetSettings of(int budget, int replicas, WhenUnreachable whenUnreachable) {
		FleetSettings builtIn = FleetSettings.DEFAULTS;
		return new FleetSettings(Mode.LEASE, budget, replicas, "orders.test:443", builtIn.floor(), builtIn.leaseTime(),
				builtIn.heartbeat(), builtIn.quarantine(), whenUnreachable);
	}

	/**
	 * Return a fleet whose times are short: a lease of 3 s, a heartbeat of 500 ms, a
	 * quarantine of 2.5 s.
	 * @param budget what the backend allows all of it
	 * @param replicas the most replicas
	 * @return the settings
	 */
	public static FleetSettings quick(int budget, int replicas) {
		return new FleetSettings(Mode.LEASE, budget, replicas, "orders.test:443", 1, Duration.ofSeconds(3),
				Duration.ofMillis(500), Duration.ofMillis(2500), WhenUnreachable.FLOOR);
	}

}
