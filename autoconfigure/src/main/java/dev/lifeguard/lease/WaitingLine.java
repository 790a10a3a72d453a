package dev.lifeguard.lease;

import java.util.Collection;

import org.jspecify.annotations.Nullable;

/**
 * Line of callers that wait for one remote, oldest first, and the choice among them.
 * Joining, leaving and (on average) choosing cost the same however many stand in it.
 * Guarded by the gate's lock; the size may be read without it.
 *
 * @param <W> the type of those that stand in the line
 */
abstract class WaitingLine<W extends Waiter<W>> {

	private @Nullable W oldest;

	private @Nullable W newest;

	private int size;

	/**
	 * Return the caller to serve next; it stays in the line. Callers that are found to be
	 * too late for any answer are taken out.
	 * @param now the time, in nanoseconds of the gate's clock
	 * @param hopeless receives those that were taken out
	 */
	abstract @Nullable W next(long now, Collection<? super W> hopeless);

	/**
	 * Return the rank of the caller that is next in this line among those that are next
	 * in other lines: the lowest is served.
	 */
	abstract long rank(W next);

	/**
	 * Return the caller to refuse when one more comes than may wait, or {@code null} to
	 * refuse the newcomer.
	 */
	abstract @Nullable W surplus();

	final @Nullable W oldest() {
		return this.oldest;
	}

	final @Nullable W newest() {
		return this.newest;
	}

	final int size() {
		return this.size;
	}

	void add(W waiter) {
		waiter.older = this.newest;
		if (this.newest != null) {
			this.newest.newer = waiter;
		}
		else {
			this.oldest = waiter;
		}
		this.newest = waiter;
		this.size++;
	}

	void remove(W waiter) {
		W older = waiter.older;
		W newer = waiter.newer;
		if (older != null) {
			older.newer = newer;
		}
		else {
			this.oldest = newer;
		}
		if (newer != null) {
			newer.older = older;
		}
		else {
			this.newest = older;
		}
		waiter.older = null;
		waiter.newer = null;
		this.size--;
	}

}
