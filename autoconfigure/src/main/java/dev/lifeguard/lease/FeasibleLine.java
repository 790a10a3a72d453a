package dev.lifeguard.lease;

import java.util.Collection;

import org.jspecify.annotations.Nullable;

/**
 * A line that serves the oldest who can still make it, else the newest. It has two parts:
 * those who are <em>in time</em>, served from the oldest on, and before them the
 * <em>late</em>, served from the newest on and only while nobody is in time. Whoever is
 * found to be late stays so, hence everyone is looked at about once; whoever is beyond
 * help leaves.
 * <p>
 * In time is who has as much time as nine of ten recent calls needed. Where not even the
 * newest has that, but more than an even chance, whoever has as good a chance as the
 * newest is in time: where holding times come in two sizes, all that have enough for the
 * small one are equal, and the oldest of them is served. With less than that, the newest
 * is no measure for those whose callers have more time; where all have as much, nobody is
 * in time, and the line is served from its newest end.
 *
 * @param <W> the type of those that stand in the line
 */
final class FeasibleLine<W extends Waiter<W>> extends WaitingLine<W> {

	/**
	 * The chance that is good enough. With 0.5 the line is as slow to shed as under FIFO;
	 * between 0.8 and 0.95 it makes no difference.
	 */
	private static final double GOOD = 0.9;

	/**
	 * The chance below which the newest is no measure for the others: the few holding
	 * times that it is made from would choose among them by accident.
	 */
	private static final double EVEN = 0.5;

	private final Prospects prospects;

	/** Where the part begins that is in time; all who came before are late. */
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
	 * Nobody is in time: all that are left are late, and a chance is a chance.
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
	 * Those in time come first, the oldest first; then the late, the newest first.
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
