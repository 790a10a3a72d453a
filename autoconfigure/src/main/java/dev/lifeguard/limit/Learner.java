package dev.lifeguard.limit;

import dev.lifeguard.limit.LimitMove.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Rule by which one window after the other moves the limit. It goes up while the backend
 * is as fast as usual and the limit is used up, back to what is known to be safe as soon
 * as the backend is slow, and further down for losses only. Used by one thread at a time.
 * <p>
 * The constants were found by simulation of backends that are slow, refuse, hang in part,
 * or lose capacity. A limit that only grows when it is used up cannot drift away from a
 * quiet client. Source: G. Fairhurst et al., "Updating TCP to Support Rate-Limited
 * Traffic", RFC 7661, 2015.
 */
final class Learner {

	/** The limit is used up from this share on. */
	private static final double USED_UP = 0.8;

	/** A limit of more than this many times the minute's peak is not needed. */
	private static final double SPARE = 3;

	/** Factor of a limit that is not needed, after each window. */
	private static final double DECAY = 0.98;

	/** Growth below what is known to be safe, as a share of the limit. */
	private static final double FAST = 0.5;

	/** Growth above it, as a share of the limit's square root. */
	private static final double SLOW = 0.5;

	/** Growth of a slow backend's limit, as a share of what is known to be safe. */
	private static final double TRUST = 0.1;

	private static final double LEAST_TRUST = 0.25;

	/** The limit grows by no more than this share of the calls that were answered. */
	private static final double EARNED = 0.5;

	private final int initial;

	private final KnownSafe knownSafe;

	private final Elasticity elasticity = new Elasticity();

	private final MinutePeak minutePeak = new MinutePeak();

	private double limit;

	/** A route has a baseline; before that there is nothing to hold against anyone. */
	private boolean rated;

	private int peakOfMinute;

	Learner(int initial) {
		this.initial = initial;
		this.limit = initial;
		this.knownSafe = new KnownSafe(initial);
	}

	double limit() {
		return this.limit;
	}

	/**
	 * Return the number that is known to be safe, 0 while it is not known.
	 */
	double knownSafe() {
		return this.knownSafe.isKnown() ? this.knownSafe.value() : 0;
	}

	/**
	 * Learn from a window.
	 * @param window the window
	 * @param min the smallest limit
	 * @param max the largest limit
	 * @param now the time, in nanoseconds
	 * @return the move, or {@code null} if the limit stays
	 */
	@Nullable LimitMove learn(Tally window, int min, int max, long now) {
		this.rated |= window.pace().samples() > 0;
		this.peakOfMinute = this.minutePeak.with(window.peak(), now);
		this.knownSafe.doubt(window);
		this.elasticity.note(window, now);
		Step step = step(window, min, now);
		double from = this.limit;
		double wanted = (step != null) ? step.limit() : from;
		this.limit = Math.min(max, Math.max(min, wanted));
		if (this.limit == from) {
			return null;
		}
		boolean asWanted = Math.signum(wanted - from) == Math.signum(this.limit - from);
		return new LimitMove(now, from, this.limit, (step != null && asWanted) ? step.reason() : Reason.FOLLOWED_BOUND);
	}

	private @Nullable Step step(Tally window, int min, long now) {
		boolean lossy = window.isLossy() && !this.elasticity.isTruce(now);
		double safe = this.knownSafe.value();
		if (this.limit > safe && isTooMuch(window, lossy)) {
			return new Step(safe, Reason.BACK_TO_KNOWN_SAFE);
		}
		if (lossy) {
			return this.rated ? this.elasticity.step(window, this.limit, safe, min, now) : null;
		}
		return window.isSlow() ? slow(window, safe) : calm(window);
	}

	/**
	 * Pushback asks for more than the way back to what is known to be safe.
	 */
	private static boolean isTooMuch(Tally window, boolean lossy) {
		return lossy ? !window.isPushedBack() : window.isSlow();
	}

	/**
	 * Below what is known to be safe, only losses count: fewer calls do not make a slow
	 * backend faster.
	 */
	private @Nullable Step slow(Tally window, double safe) {
		if (this.limit < safe && window.hasFewTimeouts()) {
			double more = Math.max(LEAST_TRUST, TRUST * safe);
			return new Step(Math.min(safe, this.limit + more), Reason.GREW_TOWARDS_KNOWN_SAFE);
		}
		return null;
	}

	private @Nullable Step calm(Tally window) {
		if (!window.isCalm()) {
			return null;
		}
		this.knownSafe.learn(window, this.limit);
		if (window.blocked() || window.peak() >= USED_UP * this.limit) {
			return new Step(this.limit + growth(window), Reason.GREW);
		}
		double needed = Math.max(this.initial, SPARE * this.peakOfMinute);
		return (this.limit > needed) ? new Step(Math.max(needed, DECAY * this.limit), Reason.DECAYED_TO_NEED) : null;
	}

	private double growth(Tally window) {
		boolean below = this.limit < this.knownSafe.value();
		double wish = below ? FAST * this.limit + 1 : Math.max(1, SLOW * Math.sqrt(this.limit));
		return Math.min(wish, EARNED * Math.max(1, window.ends().answered()));
	}

}
