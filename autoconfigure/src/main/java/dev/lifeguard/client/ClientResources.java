package dev.lifeguard.client;

import java.util.function.Function;
import java.util.function.LongSupplier;

import dev.lifeguard.call.CollectedResponses;
import dev.lifeguard.call.tell.Teller;
import dev.lifeguard.lease.Examiner;
import dev.lifeguard.time.WaitTimer;

/**
 * What the clients of one application share.
 *
 * @param nanoClock a monotonic clock, in nanoseconds
 * @param timer ends what lasts too long
 * @param examiners makes what says why a pool is empty
 * @param blockOnEventLoop what becomes of a blocking call on a thread that must not block
 * @param collected finds the responses that were dropped unread
 * @param teller runs what may reach the application's code, a logger or a listener
 * @since 0.1.0
 */
public record ClientResources(LongSupplier nanoClock, WaitTimer timer, Function<Examiner.Subject, Examiner> examiners,
		BlockOnEventLoop blockOnEventLoop, CollectedResponses collected, Teller teller) {

	/**
	 * Create the resources.
	 * @param nanoClock a monotonic clock, in nanoseconds
	 * @param timer ends what lasts too long
	 * @param examiners makes what says why a pool is empty
	 */
	public ClientResources(LongSupplier nanoClock, WaitTimer timer, Function<Examiner.Subject, Examiner> examiners) {
		this(nanoClock, timer, examiners, BlockOnEventLoop.FAIL, new Teller());
	}

	/**
	 * Create the resources.
	 * @param nanoClock a monotonic clock, in nanoseconds
	 * @param timer ends what lasts too long
	 * @param examiners makes what says why a pool is empty
	 * @param blockOnEventLoop what becomes of a blocking call on a thread that must not
	 * block
	 * @param teller runs what may reach the application's code, a logger or a listener
	 */
	public ClientResources(LongSupplier nanoClock, WaitTimer timer, Function<Examiner.Subject, Examiner> examiners,
			BlockOnEventLoop blockOnEventLoop, Teller teller) {
		this(nanoClock, timer, examiners, blockOnEventLoop, new CollectedResponses(timer), teller);
	}

}
