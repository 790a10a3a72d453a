package dev.lifeguard.limit;

import dev.lifeguard.limit.LimitMove.Reason;

/**
 * Test whether losses depend on our load: this is assumed, and the limit is cut, until
 * cutting half of it, or as much as possible, does not make them rarer. Then the cuts are
 * undone as far as is known to be safe, and a truce begins in which losses do not count:
 * ten seconds, and twice as long each time up to a minute. Without it, a backend that
 * always refuses a few calls would hold the limit down forever. Used by one thread at a
 * time.
 */
final class Elasticity {

	/** Factor of the limit after a window with pushback. */
	private static final double PUSHBACK_CUT = 0.7;

	/** Factor of the limit after a window with timeouts. */
	private static final double TIMEOUT_CUT = 0.8;

	/** Share of the limit at the beginning at which the test is decided, plus one. */
	private static final double DECISIVE = 0.5;

	/** Timeouts are no reason to go below this share of what is known to be safe. */
	private static final double TIMEOUT_FLOOR = 0.25;

	/** Losses as frequent as this share of the first ones are no rarer. */
	private static final double NO_RARER = 0.75;

	/** A window without losses, this long after the last one with them, ends the test. */
	private static final long EPISODE_NANOS = 5_000_000_000L;

	private static final long SHORTEST_TRUCE_NANOS = 10_000_000_000L;

	private static final long LONGEST_TRUCE_NANOS = 60_000_000_000L;

	/** Peace for this long makes the next truce the shortest. */
	private static final long PEACE_NANOS = 30_000_000_000L;

	private boolean testing;

	private double limitBefore;

	private double lossBefore;

	private long lastLossNanos;

	private long truceBeganNanos;

	private long truceNanos;

	private long nextTruceNanos = SHORTEST_TRUCE_NANOS;

	/**
	 * Return whether losses were found not to be of our doing.
	 */
	boolean isTruce(long now) {
		return Math.abs(now - this.truceBeganNanos) < this.truceNanos;
	}

	/**
	 * Note whether there are losses, in a truce too.
	 */
	void note(Tally window, long now) {
		boolean lossy = window.isLossy();
		long peace = Math.abs(now - this.lastLossNanos);
		this.testing &= peace <= (lossy ? PEACE_NANOS : EPISODE_NANOS);
		if (lossy && peace > PEACE_NANOS) {
			this.nextTruceNanos = SHORTEST_TRUCE_NANOS;
		}
		if (lossy) {
			this.lastLossNanos = now;
		}
	}

	/**
	 * Return the consequence of losses outside a truce.
	 * @param window the window that was {@linkplain #note noted} last
	 * @param min the smallest limit: a test that cannot continue is decided
	 */
	Step step(Tally window, double limit, double knownSafe, int min, long now) {
		if (!this.testing) {
			this.testing = true;
			this.limitBefore = limit;
			this.lossBefore = window.lossRatio();
		}
		Step cut = cut(window, limit, knownSafe);
		boolean decided = limit <= DECISIVE * this.limitBefore + 1 || Math.max(min, cut.limit()) >= limit;
		if (decided && window.lossRatio() > NO_RARER * this.lossBefore) {
			return giveIn(limit, knownSafe, now);
		}
		return cut;
	}

	private static Step cut(Tally window, double limit, double knownSafe) {
		if (window.isPushedBack()) {
			return new Step(Math.min(limit, Math.max(1, PUSHBACK_CUT * limit)), Reason.CUT_FOR_PUSHBACK);
		}
		double cut = Math.max(TIMEOUT_FLOOR * knownSafe, TIMEOUT_CUT * limit);
		return new Step(Math.min(limit, cut), Reason.CUT_FOR_TIMEOUTS);
	}

	private Step giveIn(double limit, double knownSafe, long now) {
		this.testing = false;
		this.truceBeganNanos = now;
		this.truceNanos = this.nextTruceNanos;
		this.nextTruceNanos = Math.min(LONGEST_TRUCE_NANOS, 2 * this.nextTruceNanos);
		return new Step(Math.max(limit, Math.min(this.limitBefore, knownSafe)), Reason.NOT_OUR_DOING);
	}

}
