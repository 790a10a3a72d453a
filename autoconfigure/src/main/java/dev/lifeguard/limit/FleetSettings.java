package dev.lifeguard.limit;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Fleet that a client is part of: all that call the same backend.
 *
 * @param mode whether its budget is shared out
 * @param maxConnections what the backend allows all of them, if that is known
 * @param replicas the most clients of the fleet that there may be at once, if that is
 * known
 * @param group the name of those that share the budget
 * @param floor how many connections of each need no lease, at least 1
 * @param leaseTime how long a lease holds that is not renewed
 * @param heartbeat how often a lease is renewed
 * @param quarantine how long what a vanished client had is given to nobody: as long as
 * the backend may keep its connections
 * @param whenUnreachable what is left of a lease that has run out
 * @since 0.1.0
 */
public record FleetSettings(Mode mode, @Nullable Integer maxConnections, @Nullable Integer replicas,
		@Nullable String group, int floor, Duration leaseTime, Duration heartbeat, Duration quarantine,
		WhenUnreachable whenUnreachable) {

	/** Defaults of a fleet that nothing is written of. */
	public static final FleetSettings DEFAULTS = new FleetSettings(Mode.CHECK, null, null, null, 1,
			Duration.ofSeconds(30), Duration.ofSeconds(5), Duration.ofSeconds(25), WhenUnreachable.FLOOR);

	/**
	 * What is done about a fleet's budget.
	 */
	public enum Mode {

		/** The pools are compared with the budget at start. */
		CHECK,

		/** The budget is shared out at run time, by demand. */
		LEASE

	}

	/**
	 * What is left of a lease that has run out.
	 */
	public enum WhenUnreachable {

		/** The floor: the budget is never exceeded. */
		FLOOR,

		/** The last grant: calls go on as before, and the budget may be exceeded. */
		FREEZE

	}

}
