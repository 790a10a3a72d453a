package dev.lifeguard.client;

import java.util.function.Function;
import java.util.function.LongSupplier;

import dev.lifeguard.call.CollectedResponses;
import dev.lifeguard.call.tell.Teller;
import dev.lifeguard.lease.Examiner;
import dev.lifeguard.time.WaitTimer;

/**
 * Resources that the clients of one application share.
 *
 * @param nanoClock a monotonic clock, in nanoseconds
 * @param timer ends calls that take too long
 * @param examiners creates the examiners, which find out why a pool is empty
 * @param blockOnEventLoop treatment of a blocking call on a thread that must not block
 * @param collected finds the responses that were dropped unread
 * @param teller runs tasks that may reach the application's code, a logger or a listener
 * @since 0.1.0
 */
public record ClientResources(LongSupplier nanoClock, WaitTimer timer, Function<Examiner.Subject, Examiner> examiners,
		BlockOnEventLoop blockOnEventLoop, CollectedResponses collected, Teller teller) {

	/**
	 * Create the resources.
	 * @param nanoClock a monotonic clock, in nanoseconds
	 * @param timer ends calls that take too long
	 * @param examiners creates the examiners, which find out why a pool is empty
	 */
	public ClientResources(LongSupplier nanoClock, WaitTimer timer, Function<Examiner.Subject, Examiner> examiners) {
		this(nanoClock, timer, examiners, BlockOnEventLoop.FAIL, new Teller());
	}

	/**
	 * Create the resources.
	 * @param nanoClock a monotonic clock, in nanoseconds
	 * @param timer ends calls that take too long
	 * @param examiners creates the examiners, which find out why a pool is empty
	 * @param blockOnEventLoop treatment of a blocking call on a thread that must not
	 * block
	 * @param teller runs tasks that may reach the application's code, a logger or a
	 * listener
	 */
	public ClientResources(LongSupplier nanoClock, WaitTimer timer, Function<Examiner.Subject, Examiner> examiners,
			BlockOnEventLoop blockOnEventLoop, Teller teller) {
		this(nanoClock, timer, examiners, blockOnEventLoop, new CollectedResponses(timer), teller);
	}

}
