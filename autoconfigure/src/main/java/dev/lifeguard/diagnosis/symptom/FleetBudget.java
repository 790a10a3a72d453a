package dev.lifeguard.diagnosis.symptom;

import dev.lifeguard.failure.Cause;
import dev.lifeguard.failure.FleetSnapshot;
import dev.lifeguard.failure.FleetSnapshot.State;
import dev.lifeguard.failure.PoolSnapshot;
import dev.lifeguard.lease.Priority;
import org.jspecify.annotations.Nullable;

/**
 * Symptom: the client's lease of its fleet's budget bounds the pool, and all of it is in
 * use.
 *
 * @since 0.1.0
 */
public final class FleetBudget implements Symptom {

	private static final String NO_HELP = "raising max-connections will not help: ";

	private static final String NOT_REACHED = "the store that shares the budget out (Redis) cannot be reached: check the "
			+ "log for lines about the client's lease, and spring.data.redis.*; ";

	/**
	 * Return whether no other bound is as small as the lease.
	 */
	static boolean bounds(PoolSnapshot pool) {
		FleetSnapshot fleet = pool.fleet();
		return fleet != null && fleet.lease() == pool.limit() && fleet.lease() != pool.max();
	}

	@Override
	public @Nullable Finding look(Facts facts) {
		FleetSnapshot fleet = facts.pool().fleet();
		if (fleet == null || facts.isOfOneRemote() || !bounds(facts.pool()) || !isUsedUp(fleet.lease(), facts)) {
			return null;
		}
		return new Finding(Cause.FLEET_BUDGET, 1, evidence(fleet, facts.pool()), NO_HELP + advice(fleet));
	}

	/**
	 * The numbers are not of one instant: whoever waits saw that there was no permit.
	 */
	private static boolean isUsedUp(int lease, Facts facts) {
		PoolSnapshot pool = facts.pool();
		int usable = facts.leavesSome() ? Priority.LOW.share(lease) : lease;
		return pool.active() + pool.connecting() >= usable || pool.pending() > 0;
	}

	private static String evidence(FleetSnapshot fleet, PoolSnapshot pool) {
		return "%s %s of the %s connections that the fleet %s may have (%s were asked for, and pool.max-connections is %s)%s; %s"
			.formatted((fleet.state() == State.FLOOR) ? "there is no lease, only the floor of" : "the lease is",
					fleet.lease(), fleet.budget(), fleet.group(), fleet.wanted(), pool.max(), why(fleet),
					others(fleet));
	}

	private static String why(FleetSnapshot fleet) {
		return switch (fleet.state()) {
			case LEASED -> "";
			case FLOOR -> "; the lease has run out or was not granted yet";
			case FROZEN -> "; it has run out, and its last size is kept";
			case LEARNING ->
				"; the store has lost its data, and grants nothing new until it has learned who holds what";
		};
	}

	private static String others(FleetSnapshot fleet) {
		if (fleet.members() == 0) {
			return "nothing is known about the other clients yet";
		}
		return "%s clients have %s of them and ask for %s%s".formatted(fleet.members(), fleet.granted(),
				fleet.wantedByAll(), (fleet.state() == State.LEASED) ? "" : " when they were last heard from");
	}

	private static String advice(FleetSnapshot fleet) {
		return switch (fleet.state()) {
			case LEASED -> leased(fleet);
			case FLOOR ->
				NOT_REACHED + "fleet.floor is what each client has meanwhile, and a client that has just started "
						+ "has its lease after some heartbeats";
			case FROZEN -> NOT_REACHED + "until then the lease can neither grow nor be given to others";
			case LEARNING ->
				"wait for fleet.lease-time and fleet.quarantine; find out why the store lost its data: a restart "
						+ "without persistence, a failover, an eviction";
		};
	}

	private static String leased(FleetSnapshot fleet) {
		if (fleet.wantedByAll() > fleet.budget()) {
			return "the fleet asks for more than its backend allows: let the backend allow more and raise "
					+ "fleet.max-connections with it, or make fewer calls at once";
		}
		if (fleet.wanted() > fleet.lease()) {
			return "the budget would be enough, but part of it is reserved for clients that are not running (fleet.floor for each "
					+ "of fleet.replicas) or has not been given back yet; if this persists, lower fleet.replicas to the largest "
					+ "possible number of instances, or lower fleet.floor";
		}
		return "the load has grown since the last heartbeat, and the next one asks for more; for bursts that are shorter "
				+ "than that, raise fleet.floor or pool.acquire-timeout";
	}

}
