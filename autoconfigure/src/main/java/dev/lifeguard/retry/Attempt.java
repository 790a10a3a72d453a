package dev.lifeguard.retry;

import org.jspecify.annotations.Nullable;

/**
 * The facts about one attempt that is over.
 *
 * @param number which attempt of its call it was; the first one is 1
 * @param request what can be said of every attempt of the call
 * @param result how the attempt ended
 * @since 0.1.0
 */
public record Attempt(int number, Request request, Result result) {

	/**
	 * Create the facts.
	 * @throws IllegalArgumentException if the number is less than 1
	 */
	public Attempt {
		if (number < 1) {
			throw new IllegalArgumentException("Invalid number (%d): the first attempt is 1".formatted(number));
		}
	}

	/**
	 * What is sent, once or more often.
	 *
	 * @param method the request method; HTTP tells upper from lower case
	 * @param idempotencyKey whether the request carries the header
	 * {@code Idempotency-Key}
	 * @param replayable whether the body can be sent again; true if there is none
	 */
	public record Request(String method, boolean idempotencyKey, boolean replayable) {

		/** The header by which a backend tells a repeated request from a new one. */
		public static final String IDEMPOTENCY_KEY = "Idempotency-Key";

	}

	/**
	 * How an attempt ended: with an {@link Answer} or with a {@link Failure}.
	 */
	public sealed interface Result permits Answer, Failure {

	}

	/**
	 * The backend answered.
	 *
	 * @param status the response's status
	 * @param retryAfter the header {@code Retry-After} as it came
	 * @param rateLimitReset the header {@code RateLimit-Reset} as it came
	 */
	public record Answer(int status, @Nullable String retryAfter, @Nullable String rateLimitReset) implements Result {

		/** The header that says in how many seconds there is a new quota. */
		public static final String RATE_LIMIT_RESET = "RateLimit-Reset";

		/**
		 * Create an answer that does not say when to come back.
		 * @param status the response's status
		 */
		public Answer(int status) {
			this(status, null, null);
		}

	}

	/**
	 * The attempt failed, before or after the status was known.
	 *
	 * @param cause what the transport reports
	 * @param neverSent whether it is certain that no byte of the request has left
	 */
	public record Failure(Throwable cause, boolean neverSent) implements Result {

		/** Chains are longer only where a cause is its own cause. */
		private static final int LONGEST_CHAIN = 50;

		/**
		 * Return the first throwable of a type among the failure and its causes.
		 * @param <T> the type
		 * @param type the type
		 * @return the throwable, or {@code null} if there is none of the type
		 */
		public <T extends Throwable> @Nullable T find(Class<T> type) {
			Throwable candidate = this.cause;
			for (int length = 0; candidate != null && length < LONGEST_CHAIN; length++) {
				if (type.isInstance(candidate)) {
					return type.cast(candidate);
				}
				candidate = candidate.getCause();
			}
			return null;
		}

	}

}
