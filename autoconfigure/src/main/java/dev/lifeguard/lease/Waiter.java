package dev.lifeguard.lease;

import org.jspecify.annotations.Nullable;

/**
 * Caller that may have to stand in a {@link WaitingLine}: its neighbours there, its
 * ticket, and how much time its call has.
 *
 * @param <W> the type of those that stand in one line
 */
abstract class Waiter<W extends Waiter<W>> {

	// guarded by the gate's lock
	@Nullable W older;

	@Nullable W newer;

	long ticket;

	private final long requestedNanos;

	private long givenNanos = Long.MAX_VALUE;

	Waiter(long requestedNanos) {
		this.requestedNanos = requestedNanos;
	}

	final long requestedNanos() {
		return this.requestedNanos;
	}

	/**
	 * Say how much time is left for the call, before it stands in a line.
	 * @param remainingNanos the time until the deadline, {@link Long#MAX_VALUE} if there
	 * is none
	 */
	final void given(long remainingNanos, long now) {
		long given = remainingNanos + now - this.requestedNanos;
		// no deadline is none, however long ago it was asked for
		this.givenNanos = (given >= remainingNanos) ? given : Long.MAX_VALUE;
	}

	/**
	 * Return the time from the request to the deadline, {@link Long#MAX_VALUE} if there
	 * is none.
	 */
	final long givenNanos() {
		return this.givenNanos;
	}

	/**
	 * Return the time until the deadline, {@link Long#MAX_VALUE} if there is none.
	 */
	final long leftNanos(long now) {
		return (this.givenNanos != Long.MAX_VALUE) ? this.givenNanos - now + this.requestedNanos : Long.MAX_VALUE;
	}

}
