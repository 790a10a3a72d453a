package dev.lifeguard.retry;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * Retries of one client: the loop that makes the attempts asks after each one whether
 * another follows.
 * <p>
 * An <b>attempt</b> is one exchange with the backend; a <b>retry</b> is any attempt of a
 * call but the first. Nothing is kept per call: an attempt carries its number. All calls
 * of the client share one <b>budget</b>, so the methods may be called from any thread,
 * and none of them blocks.
 *
 * @since 0.1.0
 */
public interface Retries {

	/** Never retries, and costs nothing. */
	Retries NONE = new NoRetries();

	/**
	 * Decide what comes after an attempt. If it is another attempt, that one has been
	 * paid for and must be made after the delay, unless the call is cancelled.
	 * @param attempt the facts about the attempt that is over
	 * @param remaining the time that is left for the call; {@link Long#MAX_VALUE}
	 * nanoseconds if there is no deadline
	 * @return the decision; its delay is shorter than the remaining time
	 */
	Decision next(Attempt attempt, Duration remaining);

	/**
	 * Return whether an answer ends its call by its status alone, so that nobody needs to
	 * collect the facts of an {@link Attempt}. It spends nothing.
	 * @param status the response's status
	 * @return whether {@link #next} would say so whatever else is the case
	 */
	boolean isFinal(int status);

	/**
	 * Return the same retries, with the same budget, for a call that has a rule of its
	 * own.
	 * @param rule what is worth a retry of that call
	 * @return the call's retries; none if these are none
	 */
	Retries with(RetryRule rule);

	/**
	 * Note that an attempt was answered, when the answer has been read. A status below
	 * 500 other than 429 is a success, and earns what a success is worth; another one
	 * says that the backend is not well.
	 * @param number which attempt of its call it was; the first one is 1
	 * @param status the answer's status
	 * @param firstByteNanos how long the backend took to begin the answer, in
	 * nanoseconds; 0 if it is not known
	 * @param waited whether the attempt had to wait for its permit
	 */
	void answered(int number, int status, long firstByteNanos, boolean waited);

	/**
	 * Note that an attempt got no answer, through no fault of the application's.
	 * @param number which attempt of its call it was; the first one is 1
	 * @param timedOut whether a time limit was passed
	 */
	void unanswered(int number, boolean timedOut);

	/**
	 * Set how to find out whether the client has permits to spare for retries. Until it
	 * is set, there are some.
	 * @param room whether there are; asked from any thread, must not block
	 */
	void watch(BooleanSupplier room);

	/**
	 * Return what is left of the budget.
	 * @return tokens, zero or more, with fractions; zero if the client never retries
	 */
	double tokens();

	/**
	 * Return what can be seen of the budget.
	 * @return the budget, or {@code null} if the client never retries
	 */
	@Nullable BudgetState budget();

	/**
	 * Create the retries of one client.
	 * @param settings how often and when to retry
	 * @param rule what is worth a retry, for example {@link RetryRule#of}
	 * @param sources where time and chance come from
	 * @param ruleFailures told what the rule threw
	 * @return the retries; {@link #NONE} if the settings allow one attempt only
	 */
	static Retries of(RetrySettings settings, RetryRule rule, Sources sources, Consumer<Throwable> ruleFailures) {
		if (!settings.enabled() || settings.maxAttempts() <= 1) {
			return NONE;
		}
		return new BudgetedRetries(settings.maxAttempts(), new GuardedRule(rule, ruleFailures),
				RetryDelay.of(settings.backoff(), sources), Budgets.of(settings.budget(), sources));
	}

	/**
	 * Sources of time and randomness. All of them are used by many threads at once.
	 *
	 * @param nanoClock a monotonic clock, in nanoseconds
	 * @param wallClock the time of day, for dates that a backend sends
	 * @param random numbers from 0 to less than 1, evenly spread
	 */
	record Sources(LongSupplier nanoClock, InstantSource wallClock, DoubleSupplier random) {

	}

}
