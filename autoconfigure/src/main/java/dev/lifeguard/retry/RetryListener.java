package dev.lifeguard.retry;

import org.jspecify.annotations.Nullable;

/**
 * Told afterwards of each retry, and of each that would have been of use and was not
 * made; cannot change the outcome. It is called on the threads of the calls, event loops
 * among them, so it must not block.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface RetryListener {

	/**
	 * It was decided what comes after an attempt that failed.
	 * @param attempt the facts about the attempt
	 * @param decision what comes next
	 * @param observation the observation of the call where it travels with the call;
	 * {@code null} where it is the calling thread's, or where there is none
	 */
	void decided(Attempt attempt, Decision decision, @Nullable Object observation);

}
