package dev.lifeguard.retry;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Bucket of tokens, one for each retry that a client can afford. Every success and every
 * second put something in, every retry takes one token out.
 * <p>
 * Successes fund it, not requests, as in gRPC's retry throttling (gRFC A6) and unlike
 * Finagle's {@code RetryBudget}: when nothing succeeds, retries fall to the rate per
 * second, and cannot keep an overloaded backend from recovering. Over any time the
 * retries are at most {@code cap + ratio * successes + perSecond * seconds}.
 * <p>
 * It is safe for many threads and has no lock. Between the two steps of a refill another
 * thread may see too few tokens, never too many.
 */
final class TokenBucket {

	/** Tokens are counted in billionths: at one per second, a nanosecond earns one. */
	private static final long TOKEN = 1_000_000_000;

	private final Size size;

	private final LongSupplier nanoClock;

	private final AtomicLong held;

	private final AtomicLong refilledAt;

	TokenBucket(Size size, LongSupplier nanoClock) {
		this.size = size;
		this.nanoClock = nanoClock;
		this.held = new AtomicLong(units(size.cap()));
		this.refilledAt = new AtomicLong(nanoClock.getAsLong());
	}

	/**
	 * Take one token.
	 * @return whether there was one
	 */
	boolean tryTake() {
		refill();
		return this.held.getAndUpdate((tokens) -> (tokens >= TOKEN) ? tokens - TOKEN : tokens) >= TOKEN;
	}

	/**
	 * Put in what a success is worth.
	 */
	void earn() {
		long cap = units(this.size.cap());
		put(Math.round(Math.min(cap, this.size.perSuccess() * TOKEN)), cap);
	}

	/**
	 * Return what is left.
	 * @return tokens, from zero to the cap
	 */
	double tokens() {
		refill();
		return (double) this.held.get() / TOKEN;
	}

	/**
	 * The clock is read after the time of the last refill, so a thread that was held up
	 * does not see it go back. If the clock really goes back, nothing is earned, and time
	 * continues from there.
	 */
	private void refill() {
		long last = this.refilledAt.get();
		long elapsed = this.nanoClock.getAsLong() - last;
		long cap = units(this.size.cap());
		long earned = (long) Math.min(cap, elapsed * this.size.perSecond());
		if ((earned > 0 || elapsed < 0) && this.refilledAt.compareAndSet(last, last + elapsed)) {
			put(Math.max(0, earned), cap);
		}
	}

	private void put(long earned, long cap) {
		this.held.updateAndGet((tokens) -> Math.min(cap, tokens + earned));
	}

	private static long units(double tokens) {
		return (long) (tokens * TOKEN);
	}

	/**
	 * Size of a bucket, and the rate at which it fills. It may change at any time: a
	 * bucket that has become smaller loses what it cannot hold any more.
	 */
	interface Size {

		/**
		 * Return the most tokens that are held; at the start there are as many.
		 */
		double cap();

		/**
		 * Return the tokens that are earned per second.
		 */
		double perSecond();

		/**
		 * Return the tokens that are earned per success.
		 */
		double perSuccess();

	}

}
