package dev.lifeguard.lease;

import java.util.Collection;

import org.jspecify.annotations.Nullable;

/**
 * Line that serves the oldest caller that can still meet its deadline, else the newest.
 * It has two parts. The callers in the newer part are in time, and are served oldest
 * first. Those in the older part are late, and are served newest first, while no caller
 * is in time. A caller that was found late stays late, so each is examined about once;
 * one that is too late for any response leaves.
 * <p>
 * A caller is in time if its time suffices for nine of ten recent calls. If the newest
 * has less than that, but at least an even chance, then all that have the same chance are
 * in time: where calls are either short or long, all callers that have enough time for a
 * short one are equally well off, and the oldest of them is served.
 *
 * @param <W> the type of those that stand in the line
 */
final class FeasibleLine<W extends Waiter<W>> extends WaitingLine<W> {

	/**
	 * The chance that is good enough. In simulations 0.8 to 0.95 made no difference; with
	 * 0.5, a slow backend answered less than half as many calls in time.
	 */
	private static final double GOOD = 0.9;

	/**
	 * The chance of the newest below which the others are not compared with it: the
	 * remaining differences would depend on a few holding times, that is, on chance.
	 */
	private static final double EVEN = 0.5;

	private final Prospects prospects;

	/** Beginning of the newer part; all before it are late. */
	private @Nullable W firstInTime;

	FeasibleLine(Prospects prospects) {
		this.prospects = prospects;
	}

	@Override
	void add(W waiter) {
		super.add(waiter);
		if (this.firstInTime == null) {
			this.firstInTime = waiter;
		}
	}

	@Override
	void remove(W waiter) {
		if (this.firstInTime == waiter) {
			this.firstInTime = waiter.newer;
		}
		super.remove(waiter);
	}

	@Override
	@Nullable W next(long now, Collection<? super W> hopeless) {
		W inTime = oldestInTime(now, hopeless);
		return (inTime != null) ? inTime : newestLate(now, hopeless);
	}

	private @Nullable W oldestInTime(long now, Collection<? super W> hopeless) {
		double needed = neededChance(now);
		W waiter = this.firstInTime;
		while (waiter != null && this.prospects.chance(waiter, now) < needed) {
			this.firstInTime = waiter.newer;
			leaveIfHopeless(waiter, now, hopeless);
			waiter = this.firstInTime;
		}
		return waiter;
	}

	private double neededChance(long now) {
		W newest = newest();
		double best = (newest != null) ? this.prospects.chance(newest, now) : 0;
		return (best < EVEN) ? GOOD : Math.min(GOOD, best);
	}

	/**
	 * Nobody is in time, so all that are left are late: a small chance is still one.
	 */
	private @Nullable W newestLate(long now, Collection<? super W> hopeless) {
		W waiter = newest();
		while (waiter != null && leaveIfHopeless(waiter, now, hopeless)) {
			waiter = newest();
		}
		return waiter;
	}

	private boolean leaveIfHopeless(W waiter, long now, Collection<? super W> hopeless) {
		boolean leaves = this.prospects.isHopeless(waiter, now);
		if (leaves) {
			remove(waiter);
			hopeless.add(waiter);
		}
		return leaves;
	}

	/**
	 * Callers in time come first, oldest first; then the late ones, newest first.
	 */
	@Override
	long rank(W next) {
		return isLate(next) ? Long.MAX_VALUE - next.ticket : next.ticket;
	}

	@Override
	@Nullable W surplus() {
		W oldest = oldest();
		return (oldest != null && isLate(oldest)) ? oldest : null;
	}

	private boolean isLate(W waiter) {
		return this.firstInTime == null || waiter.ticket < this.firstInTime.ticket;
	}

}
