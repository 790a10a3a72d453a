package dev.lifeguard.sample.fleet;

import dev.lifeguard.failure.FleetSnapshot;
import dev.lifeguard.failure.PoolSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * Numbers of one instance's client.
 *
 * @param lease where its share is from; {@code null} if it does not run
 * @param share how many connections it may have
 * @param wanted how many it has asked for
 * @param open how many it has
 * @param inFlight calls that have one, or are about to
 * @param waiting calls that wait for one
 * @since 0.1.0
 */
public record InstanceState(FleetSnapshot.@Nullable State lease, int share, int wanted, int open, int inFlight,
		int waiting) {

	static final InstanceState STOPPED = new InstanceState(null, 0, 0, 0, 0, 0);

	static InstanceState of(PoolSnapshot pool, FleetSnapshot fleet) {
		return new InstanceState(fleet.state(), fleet.lease(), fleet.wanted(), pool.active() + pool.idle(),
				pool.active() + pool.connecting(), pool.pending());
	}

}
