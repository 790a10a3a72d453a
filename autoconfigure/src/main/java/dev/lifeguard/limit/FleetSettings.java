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

	/** What a monotonic clock may gain or lose, in parts of the time. */
	private static final long DRIFT = 1000;

	private static final Duration MARGIN = Duration.ofMillis(500);

	private static final long LOOKS_PER_HEARTBEAT = 10;

	/** Nobody looks more often at who is due. */
	private static final Duration SHORTEST_LOOK = Duration.ofMillis(10);

	/**
	 * Return how long a lease that is not renewed may be used: a thousandth and half a
	 * second less than it holds, so that it ends before the store says so.
	 * @return the time; it is negative if a lease is so short that it can never be used
	 */
	public Duration usableTime() {
		return this.leaseTime.minus(this.leaseTime.dividedBy(DRIFT)).minus(MARGIN);
	}

	/**
	 * Return the shortest lease that may be used for a time.
	 * @param usable how long it must be usable
	 * @return the time for which it must hold, in whole milliseconds
	 */
	public static Duration leaseTimeFor(Duration usable) {
		long millis = usable.plus(MARGIN).toMillis();
		return Duration.ofMillis(millis * DRIFT / (DRIFT - 1) + 2);
	}

	/**
	 * Return the longest time that may be between two renewals: a tenth of a heartbeat
	 * more than one, by chance, and another tenth until somebody looks.
	 * @return the time, which a lease must outlive
	 */
	public Duration longestPause() {
		return this.heartbeat.plus(this.heartbeat.dividedBy(10)).plus(lookPeriod());
	}

	/**
	 * Return how often at least somebody looks at whether a renewal is due: ten times per
	 * heartbeat.
	 * @return the time between two looks, from 10 milliseconds
	 */
	public Duration lookPeriod() {
		Duration look = this.heartbeat.dividedBy(LOOKS_PER_HEARTBEAT);
		return (look.compareTo(SHORTEST_LOOK) > 0) ? look : SHORTEST_LOOK;
	}

	/**
	 * Way in which a fleet's budget is enforced.
	 */
	public enum Mode {

		/** The pools are compared with the budget at start. */
		CHECK,

		/** The budget is shared out at run time, by demand. */
		LEASE

	}

	/**
	 * Remainder of a lease that has expired.
	 */
	public enum WhenUnreachable {

		/** The floor: the budget is never exceeded. */
		FLOOR,

		/** The last grant: calls continue as before, and the budget may be exceeded. */
		FREEZE

	}

}
