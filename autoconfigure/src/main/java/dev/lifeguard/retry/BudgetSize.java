package dev.lifeguard.retry;

import dev.lifeguard.retry.RetrySettings.BudgetSettings;

/**
 * Size of a client's budget: what was written, and by the client's traffic what was not,
 * so that many small clients of one backend hold no more together than one large one.
 * With as many tokens for each, fifty clients of 20 calls per second keep a slow backend
 * down forever.
 */
final class BudgetSize implements TokenBucket.Size {

	private static final double SECONDS_HELD = 1;

	private static final double LEAST_HELD = 10;

	private static final double MOST_HELD = 100;

	private static final double SHARE_OF_CALLS = 0.05;

	private static final double LEAST_PER_SECOND = 0.1;

	private static final double MOST_PER_SECOND = 1;

	private final BudgetSettings settings;

	private final Traffic traffic;

	BudgetSize(BudgetSettings settings, Traffic traffic) {
		this.settings = settings;
		this.traffic = traffic;
	}

	@Override
	public double cap() {
		Integer written = this.settings.cap();
		return (written != null) ? written : between(LEAST_HELD, SECONDS_HELD * this.traffic.perSecond(), MOST_HELD);
	}

	@Override
	public double perSecond() {
		Double written = this.settings.minPerSecond();
		return (written != null) ? written
				: between(LEAST_PER_SECOND, SHARE_OF_CALLS * this.traffic.perSecond(), MOST_PER_SECOND);
	}

	@Override
	public double perSuccess() {
		return this.settings.ratio();
	}

	private static double between(double least, double value, double most) {
		return Math.max(least, Math.min(value, most));
	}

}
