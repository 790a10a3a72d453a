package dev.lifeguard.retry;

/**
 * Strategy that decides whether an attempt is worth repeating, from the facts alone.
 * <p>
 * A rule does not count attempts, look at the time or know the budget: what it wants
 * repeated is repeated only if all of them allow it. It is not asked where the answer is
 * fixed: an exhausted pool, a call past its deadline and a cancelled or interrupted call
 * are never repeated, and neither is a request whose body cannot be sent again.
 * <p>
 * Rules are called on the threads of the calls, event loops among them, by many at once:
 * they must be thread-safe and must not block. What a rule throws is reported, and the
 * attempt is final.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface RetryRule {

	/** Repeats nothing. */
	RetryRule NEVER = (attempt) -> Verdict.FINAL;

	/**
	 * Judge an attempt, a successful one as well.
	 * @param attempt the facts
	 * @return whether the attempt is worth repeating, and if not, why
	 */
	Verdict judge(Attempt attempt);

	/**
	 * Return the rule that holds where the application has none of its own.
	 * <p>
	 * It repeats the configured statuses and failures of the network, if the method is
	 * one of the configured ones or the request carries {@code Idempotency-Key}. A
	 * request that certainly was not sent is repeated whatever its method is.
	 * @param settings the statuses and the methods
	 * @return the rule
	 */
	static RetryRule of(RetrySettings settings) {
		return new StandardRule(settings.statuses(), settings.methods());
	}

	/**
	 * Verdict of a rule on an attempt.
	 */
	enum Verdict {

		/** It is worth another attempt. */
		REPEAT,

		/** It is a success, or another attempt would end no better. */
		FINAL,

		/** Another attempt might do better, but the backend could do the work twice. */
		NOT_REPEATABLE

	}

}
