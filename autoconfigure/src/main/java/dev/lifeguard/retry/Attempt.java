package dev.lifeguard.retry;

import java.util.function.Function;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * Facts about one attempt that is over.
 *
 * @param number which attempt of its call it was; the first one is 1
 * @param request facts that are the same for every attempt of the call
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
			throw new IllegalArgumentException("Invalid number (%s): the first attempt is 1".formatted(number));
		}
	}

	/**
	 * Request that is sent, once or more often.
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
	 * Result of an attempt: an {@link Answer} or a {@link Failure}.
	 */
	public sealed interface Result permits Answer, Failure {

	}

	/**
	 * Answer of the backend.
	 *
	 * @param status the response's status
	 * @param retryAfterMs the header {@code retry-after-ms} as it came
	 * @param retryAfter the header {@code Retry-After} as it came
	 * @param rateLimitReset the header {@code RateLimit-Reset} as it came
	 */
	public record Answer(int status, @Nullable String retryAfterMs, @Nullable String retryAfter,
			@Nullable String rateLimitReset) implements Result {

		/**
		 * Header in which backends that are more precise than {@code Retry-After} send
		 * the number of milliseconds to wait. It is not a standard; language models are
		 * served with it.
		 */
		public static final String RETRY_AFTER_MS = "retry-after-ms";

		/** The header that says in how many seconds there is a new quota. */
		public static final String RATE_LIMIT_RESET = "RateLimit-Reset";

		/** The status by which a backend says that a client asks too often. */
		public static final int TOO_MANY_REQUESTS = 429;

		private static final String RETRY_AFTER = "Retry-After";

		/**
		 * Create an answer without a time to wait.
		 * @param status the response's status
		 */
		public Answer(int status) {
			this(status, null, null);
		}

		/**
		 * Create an answer without {@code retry-after-ms}.
		 * @param status the response's status
		 * @param retryAfter the header {@code Retry-After} as it came
		 * @param rateLimitReset the header {@code RateLimit-Reset} as it came
		 */
		public Answer(int status, @Nullable String retryAfter, @Nullable String rateLimitReset) {
			this(status, null, retryAfter, rateLimitReset);
		}

		/**
		 * Return an answer with those of its headers that matter.
		 * @param status the response's status
		 * @param header gives the first value of a header, or {@code null}
		 * @return the answer
		 */
		public static Answer of(int status, Function<String, @Nullable String> header) {
			return new Answer(status, header.apply(RETRY_AFTER_MS), header.apply(RETRY_AFTER),
					header.apply(RATE_LIMIT_RESET));
		}

	}

	/**
	 * Failure of the attempt, before or after the status was known.
	 *
	 * @param cause what the transport reports
	 * @param neverSent whether it is certain that no byte of the request has left
	 * @param applications whether it is the application's own: what it sends could not be
	 * had or written, or one of its hooks failed
	 */
	public record Failure(Throwable cause, boolean neverSent, boolean applications) implements Result {

		/** Chains are longer only where a cause is its own cause. */
		private static final int LONGEST_CHAIN = 50;

		/**
		 * Create a failure that is not the application's own.
		 * @param cause what the transport reports
		 * @param neverSent whether it is certain that no byte of the request has left
		 */
		public Failure(Throwable cause, boolean neverSent) {
			this(cause, neverSent, false);
		}

		/**
		 * Return the first throwable of a type among the failure and its causes.
		 * @param <T> the type
		 * @param type the type
		 * @return the throwable, or {@code null} if there is none of the type
		 */
		public <T extends Throwable> @Nullable T find(Class<T> type) {
			Throwable found = first(type::isInstance);
			return (found != null) ? type.cast(found) : null;
		}

		/**
		 * Return whether one of the failure and its causes is of a kind.
		 * @param kind the kind
		 * @return whether there is one
		 */
		public boolean has(Predicate<? super Throwable> kind) {
			return first(kind) != null;
		}

		private @Nullable Throwable first(Predicate<? super Throwable> kind) {
			Throwable candidate = this.cause;
			for (int length = 0; candidate != null && length < LONGEST_CHAIN; length++) {
				if (kind.test(candidate)) {
					return candidate;
				}
				candidate = candidate.getCause();
			}
			return null;
		}

	}

}
