package dev.lifeguard.retry;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

import dev.lifeguard.retry.RetrySettings.BudgetSettings;

/**
 * The retries that a client can afford: a bucket of tokens that is full at the start.
 * Every success and every second put something in, every retry takes one token out.
 * <p>
 * Successes fund it, not requests, as in gRPC's retry throttling (gRFC A6) and unlike
 * Finagle's {@code RetryBudget}: when nothing succeeds, retries fall to the rate per
 * second, and cannot keep an overloaded backend from recovering. Over any time the
 * retries are at most {@code cap + ratio * successes + minPerSecond * seconds}.
 * <p>
 * It is safe for many threads and has no lock. Between the two steps of a refill another
 * thread may see too few tokens, never too many.
 */
final class RetryBudget {

	/** Tokens are counted in billionths: at one per second, a nanosecond earns one. */
	private static final long TOKEN = 1_000_000_000;

	private final LongSupplier nanoClock;

	private final long cap;

	private final long perSuccess;

	private final double perNano;

	private final AtomicLong held;

	private final AtomicLong refilledAt;

	RetryBudget(BudgetSettings settings, LongSupplier nanoClock) {
		this.nanoClock = nanoClock;
		this.cap = settings.cap() * TOKEN;
		this.perSuccess = Math.round(Math.min(this.cap, settings.ratio() * TOKEN));
		this.perNano = settings.minPerSecond();
		this.held = new AtomicLong(this.cap);
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
		put(this.perSuccess);
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
	 * does not see it go back. A clock that really does earns nothing, and goes on from
	 * there.
	 */
	private void refill() {
		long last = this.refilledAt.get();
		long elapsed = this.nanoClock.getAsLong() - last;
		long earned = (long) Math.min(this.cap, elapsed * this.perNano);
		if ((earned > 0 || elapsed < 0) && this.refilledAt.compareAndSet(last, last + elapsed)) {
			put(Math.max(0, earned));
		}
	}

	private void put(long earned) {
		this.held.updateAndGet((tokens) -> Math.min(this.cap, tokens + earned));
	}

}
