package dev.lifeguard.retry;

import dev.lifeguard.retry.Retries.Sources;
import dev.lifeguard.retry.RetrySettings.BudgetMode;
import dev.lifeguard.retry.RetrySettings.BudgetSettings;

/**
 * Factory of the budget of a client.
 */
final class Budgets {

	private Budgets() {
	}

	static Budget of(BudgetSettings settings, Sources sources) {
		Traffic traffic = new Traffic(sources.nanoClock());
		BudgetSize size = new BudgetSize(settings, traffic);
		TokenBucket bucket = new TokenBucket(size, sources.nanoClock());
		if (settings.mode() == BudgetMode.FIXED) {
			return new FixedBudget(bucket, traffic);
		}
		return new LearnedBudget(bucket, new TokenBucket(new Reserve(size), sources.nanoClock()), traffic, sources);
	}

	/**
	 * Reserve for retries while they do harm: what the bucket earns per second.
	 *
	 * @param bucket the bucket's size
	 */
	private record Reserve(TokenBucket.Size bucket) implements TokenBucket.Size {

		private static final double MOST = 3;

		@Override
		public double cap() {
			return Math.min(MOST, this.bucket.cap());
		}

		@Override
		public double perSecond() {
			return this.bucket.perSecond();
		}

		@Override
		public double perSuccess() {
			return 0;
		}

	}

}
