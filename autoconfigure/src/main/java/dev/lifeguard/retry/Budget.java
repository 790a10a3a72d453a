package dev.lifeguard.retry;

import java.util.Map;
import java.util.function.BooleanSupplier;

import dev.lifeguard.retry.BudgetState.Payment;

/**
 * Strategy that says whether a client can afford a retry. It hears of every attempt of
 * the client, and is used by many threads at once.
 */
interface Budget {

	/**
	 * Pay for a retry.
	 * @param failed the attempt to repeat
	 * @return how it is paid for, or why not
	 */
	Payment pay(Attempt failed);

	/**
	 * An attempt was answered well.
	 * @param again whether it was a retry
	 * @param firstByteNanos the time to the first byte, 0 if it is not known
	 * @param waited whether it had to wait for its permit
	 */
	void succeeded(boolean again, long firstByteNanos, boolean waited);

	/**
	 * An attempt was answered badly, or not at all.
	 * @param again whether it was a retry
	 * @param timedOut whether a time limit was passed
	 */
	void failed(boolean again, boolean timedOut);

	/**
	 * Say how to find out whether there are permits to spare.
	 * @param room whether there are
	 */
	void watch(BooleanSupplier room);

	/**
	 * Return how many tokens are left.
	 */
	double tokens();

	/**
	 * Return what can be seen of it.
	 * @param payments how often retries were paid for
	 */
	BudgetState state(Map<Payment, Long> payments);

}
