package dev.lifeguard.call.life;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Turn in the exchanges of one connection, and the time since anything moved: the
 * writer's while it may write more of the request, the peer's while it should read or
 * answer, and the application's while it asks for no bytes of the response.
 * <p>
 * <b>Threads</b>: it is written on the connection's event loop. {@link #isApplications()}
 * and {@link #quietNanos()} may be asked from any thread.
 *
 * @since 0.1.0
 */
public final class Turn {

	/** Bytes that were asked for less than this time ago are being read. */
	private static final long RECENT = TimeUnit.SECONDS.toNanos(1);

	private final LongSupplier nanoClock;

	private final BooleanSupplier reads;

	private final long recentNanos;

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
	public Turn(LongSupplier nanoClock, BooleanSupplier reads, long stepNanos) {
		this.nanoClock = nanoClock;
		this.reads = reads;
		this.recentNanos = Math.min(RECENT, stepNanos);
	}

	/**
	 * A request begins.
	 * @param nanos when its call got the connection
	 */
	public void begins(long nanos) {
		this.sending = true;
		this.asks = 0;
		this.pieces = 0;
		this.quietSince = nanos;
	}

	/**
	 * The request was sent.
	 */
	public void sent() {
		this.sending = false;
		moved();
	}

	/**
	 * Something has moved: the time of whose turn it is begins again.
	 */
	public void moved() {
		this.quietSince = this.nanoClock.getAsLong();
	}

	/**
	 * Note how often the application has asked for bytes.
	 * @param asks the number, from the beginning of the response
	 */
	public void asked(int asks) {
		if (asks != this.asks) {
			this.asks = asks;
			moved();
		}
	}

	/**
	 * Note how much the application has written.
	 * @param pieces the number of pieces, from the beginning of the request
	 */
	public void wrote(int pieces) {
		if (pieces != this.pieces) {
			this.pieces = pieces;
			moved();
		}
	}

	/**
	 * Return whether the request is being sent.
	 * @return whether it is
	 */
	public boolean isSending() {
		return this.sending;
	}

	/**
	 * Return whether it is the application's turn, once there is a response.
	 * @return whether it is
	 */
	public boolean isApplications() {
		return !this.reads.getAsBoolean();
	}

	/**
	 * Return whether nobody has recently asked for bytes of the response.
	 * @param asks how often the application has asked for bytes
	 * @return whether nobody reads
	 */
	public boolean isUnread(int asks) {
		if (!isApplications()) {
			return false;
		}
		asked(asks);
		return quietNanos() >= this.recentNanos;
	}

	/**
	 * Return since when nothing has moved, on the clock.
	 * @return the time, in nanoseconds
	 */
	public long quietSince() {
		return this.quietSince;
	}

	/**
	 * Return for how long nothing has moved.
	 * @return the time, in nanoseconds
	 */
	public long quietNanos() {
		return this.nanoClock.getAsLong() - this.quietSince;
	}

}
