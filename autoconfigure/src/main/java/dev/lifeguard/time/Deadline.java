package dev.lifeguard.time;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Instant by which a call must be over, on a monotonic clock. To those who only need to
 * know how much time is left, it is a supplier of nanoseconds.
 *
 * @since 0.1.0
 */
public final class Deadline implements LongSupplier {

	private static final Deadline NONE = new Deadline(() -> 0, Long.MAX_VALUE);

	private final LongSupplier nanoClock;

	private final long nanos;

	private Deadline(LongSupplier nanoClock, long nanos) {
		this.nanoClock = nanoClock;
		this.nanos = nanos;
	}

	/**
	 * Return the deadline that never comes.
	 * @return no deadline
	 */
	public static Deadline none() {
		return NONE;
	}

	/**
	 * Return the deadline that comes after the given time from now.
	 * @param timeout the time from now; zero means no deadline
	 * @param nanoClock the monotonic clock, in nanoseconds
	 * @return the deadline
	 */
	public static Deadline after(Duration timeout, LongSupplier nanoClock) {
		return timeout.isZero() ? NONE : after(timeout, nanoClock, nanoClock.getAsLong());
	}

	/**
	 * Return the deadline that comes after the given time from an instant.
	 * @param timeout the time from then; zero means no deadline
	 * @param nanoClock the monotonic clock, in nanoseconds
	 * @param start the instant, as the clock tells it
	 * @return the deadline
	 */
	public static Deadline after(Duration timeout, LongSupplier nanoClock, long start) {
		return timeout.isZero() ? NONE : new Deadline(nanoClock, start + timeout.toNanos());
	}

	/**
	 * Return whether the deadline never comes.
	 * @return whether this is {@link #none()}
	 */
	public boolean isNone() {
		return this == NONE;
	}

	/**
	 * Return the time that is left.
	 * @return nanoseconds, zero or less once the deadline has passed,
	 * {@link Long#MAX_VALUE} if there is none
	 */
	public long remainingNanos() {
		return isNone() ? Long.MAX_VALUE : remainingNanos(this.nanoClock.getAsLong());
	}

	/**
	 * Return the time that was left at an instant.
	 * @param now the instant, as the clock tells it
	 * @return nanoseconds, zero or less once the deadline had passed,
	 * {@link Long#MAX_VALUE} if there is none
	 */
	public long remainingNanos(long now) {
		return isNone() ? Long.MAX_VALUE : this.nanos - now;
	}

	@Override
	public long getAsLong() {
		return remainingNanos();
	}

	/**
	 * Return whether the deadline has passed.
	 * @return whether no time is left
	 */
	public boolean hasPassed() {
		return remainingNanos() <= 0;
	}

}
