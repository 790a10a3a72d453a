package dev.lifeguard.call;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Whose turn it is in the exchanges of one connection, and since when nothing has moved:
 * the writer's while it may give more of the request, the peer's while it is to take or
 * to answer, and the application's while it asks for no bytes of the response.
 * <p>
 * <b>Threads</b>: it is written on the connection's event loop. {@link #isApplications()}
 * and {@link #quietNanos()} may be asked from any thread.
 */
final class Turn {

	/** What was asked for less than this time ago is being read. */
	private static final long OF_LATE = TimeUnit.SECONDS.toNanos(1);

	private final LongSupplier nanoClock;

	private final BooleanSupplier reads;

	private final long ofLateNanos;

	private boolean sending;

	private volatile long quietSince;

	private int asks;

	private int pieces;

	/**
	 * Create the turn.
	 * @param nanoClock a monotonic clock, in nanoseconds
	 * @param reads whether the connection reads, which it does while it is asked for
	 * bytes
	 * @param stepNanos how often it is looked at, in nanoseconds
	 */
	Turn(LongSupplier nanoClock, BooleanSupplier reads, long stepNanos) {
		this.nanoClock = nanoClock;
		this.reads = reads;
		this.ofLateNanos = Math.min(OF_LATE, stepNanos);
	}

	/**
	 * A request begins.
	 * @param nanos when its call got the connection
	 */
	void begins(long nanos) {
		this.sending = true;
		this.asks = 0;
		this.pieces = 0;
		this.quietSince = nanos;
	}

	/**
	 * The request was sent.
	 */
	void sent() {
		this.sending = false;
		moved();
	}

	/**
	 * Something has moved: the time of whose turn it is begins again.
	 */
	void moved() {
		this.quietSince = this.nanoClock.getAsLong();
	}

	/**
	 * Note how often the application has asked for bytes.
	 * @param asks the number, from the beginning of the response
	 */
	void asked(int asks) {
		if (asks != this.asks) {
			this.asks = asks;
			moved();
		}
	}

	/**
	 * Note how much the application has written.
	 * @param pieces the number of pieces, from the beginning of the request
	 */
	void wrote(int pieces) {
		if (pieces != this.pieces) {
			this.pieces = pieces;
			moved();
		}
	}

	/**
	 * Return whether the request is being sent.
	 */
	boolean isSending() {
		return this.sending;
	}

	/**
	 * Return whether it is the application's turn, once there is a response.
	 */
	boolean isApplications() {
		return !this.reads.getAsBoolean();
	}

	/**
	 * Return whether nobody has asked for bytes of the response of late.
	 * @param asks how often the application has asked for bytes
	 */
	boolean isUnread(int asks) {
		if (!isApplications()) {
			return false;
		}
		asked(asks);
		return quietNanos() >= this.ofLateNanos;
	}

	/**
	 * Return since when nothing has moved, on the clock.
	 */
	long quietSince() {
		return this.quietSince;
	}

	/**
	 * Return for how long nothing has moved.
	 */
	long quietNanos() {
		return this.nanoClock.getAsLong() - this.quietSince;
	}

}
