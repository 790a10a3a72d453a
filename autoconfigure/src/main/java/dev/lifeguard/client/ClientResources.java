package dev.lifeguard.client;

import java.util.function.Function;
import java.util.function.LongSupplier;

import dev.lifeguard.failure.Diagnosis;
import dev.lifeguard.failure.PoolSnapshot;
import dev.lifeguard.lease.WaitTimer;

/**
 * What the clients of one application share.
 *
 * @param nanoClock a monotonic clock, in nanoseconds
 * @param timer ends what lasts too long
 * @param diagnostician says why a pool is empty
 * @param collected finds the responses that were dropped unread
 * @since 0.1.0
 */
public record ClientResources(LongSupplier nanoClock, WaitTimer timer, Function<PoolSnapshot, Diagnosis> diagnostician,
		CollectedResponses collected) {

	/**
	 * Create the resources.
	 * @param nanoClock a monotonic clock, in nanoseconds
	 * @param timer ends what lasts too long
	 * @param diagnostician says why a pool is empty
	 */
	public ClientResources(LongSupplier nanoClock, WaitTimer timer, Function<PoolSnapshot, Diagnosis> diagnostician) {
		this(nanoClock, timer, diagnostician, new CollectedResponses(timer));
	}

}
