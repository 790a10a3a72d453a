package dev.lifeguard.retry;

import java.time.Duration;

/**
 * Decision after an attempt: another one, or the attempt's result becomes the call's.
 *
 * @param outcome {@link Outcome#RETRIED}, or why there is no further attempt
 * @param delay how long to wait before the next attempt; zero if there is none
 * @since 0.1.0
 */
public record Decision(Outcome outcome, Duration delay) {

	/**
	 * Return whether there is another attempt.
	 * @return whether to wait for {@link #delay()} and to try again
	 */
	public boolean isRetry() {
		return this.outcome == Outcome.RETRIED;
	}

	static Decision retryAfter(Duration delay) {
		return new Decision(Outcome.RETRIED, delay);
	}

	static Decision stop(Outcome outcome) {
		return new Decision(outcome, Duration.ZERO);
	}

	/**
	 * Outcome of a decision. The names are the values of a meter's tag.
	 */
	public enum Outcome {

		/** There is another attempt, and it is paid for. */
		RETRIED(true),

		/** Nothing to retry: a success, or another attempt would end no better. */
		FINAL(false),

		/**
		 * The backend could do the work twice: neither the method nor a key forbids it.
		 */
		NOT_REPEATABLE(true),

		/** The request's body cannot be sent again. */
		NOT_REPLAYABLE(true),

		/** It was the last of the attempts that a call may have. */
		EXHAUSTED(true),

		/** The wait would outlast the call. */
		DEADLINE(true),

		/** The budget is spent. */
		BUDGET_DENIED(true),

		/** The client does not retry. */
		DISABLED(false);

		private final boolean counted;

		Outcome(boolean counted) {
			this.counted = counted;
		}

		/**
		 * Return whether a retry was made or would have been of use.
		 * @return whether the outcome is worth a count; false where there was nothing to
		 * retry
		 */
		public boolean isCounted() {
			return this.counted;
		}

	}

}
