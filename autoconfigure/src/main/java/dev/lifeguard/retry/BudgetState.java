package dev.lifeguard.retry;

import java.util.Map;

import dev.lifeguard.retry.RetrySettings.BudgetMode;
import org.jspecify.annotations.Nullable;

/**
 * Observable state of a budget of retries.
 *
 * @param mode whether retries may be free
 * @param tokens the tokens that are left in the bucket
 * @param freeShare the share of retries that are free while retries are seen to help,
 * from 0 to 1
 * @param stance what is thought of retries now; {@code null} if nothing is, in the mode
 * {@link BudgetMode#FIXED}
 * @param payments how often retries were paid for, or not, since the start
 * @since 0.1.0
 */
public record BudgetState(BudgetMode mode, double tokens, double freeShare, @Nullable Stance stance,
		Map<Payment, Long> payments) {

	/**
	 * Judgement on retries.
	 */
	public enum Stance {

		/**
		 * They succeed about as often as first attempts, on a backend as fast as usual.
		 */
		HELPING,

		/** There were too few of them, or they succeeded too seldom. */
		NOT_PROVEN,

		/** Successes take more than twice the usual time. */
		SLOW,

		/**
		 * First attempts hardly ever succeed: there is nothing that a retry could get.
		 */
		HOPELESS,

		/** First attempts fail clearly more often than when the trouble began. */
		MAKING_IT_WORSE

	}

	/**
	 * Payment of a retry, or the reason why there was none.
	 */
	public enum Payment {

		/** It cost nothing, because retries help. */
		FREE(true),

		/** It cost a token. */
		TOKEN(true),

		/** It came out of the reserve, because the bucket is closed. */
		RESERVE(true),

		/** Not made: the bucket was empty. */
		BUCKET_EMPTY(false),

		/** Not made: successes are slow, and the reserve was empty. */
		DENIED_SLOW(false),

		/** Not made: first attempts hardly ever succeed, and the reserve was empty. */
		DENIED_HOPELESS(false),

		/** Not made: retries seem to make it worse, and the reserve was empty. */
		DENIED_WORSE(false);

		private final boolean granted;

		Payment(boolean granted) {
			this.granted = granted;
		}

		/**
		 * Return whether there is a retry.
		 * @return whether it was paid for
		 */
		public boolean isGranted() {
			return this.granted;
		}

	}

}
