package dev.lifeguard.lease;

import java.util.Collection;

import org.jspecify.annotations.Nullable;

/**
 * A line of callers that wait for one remote, the oldest first, and the choice among
 * them. Joining and leaving cost the same however many stand in it, and so does choosing,
 * in the long run. Guarded by the gate's lock; the size may be read without it.
 *
 * @param <W> the type of those that stand in the line
 */
abstract class WaitingLine<W extends Waiter<W>> {

	private @Nullable W oldest;

	private @Nullable W newest;

	private int size;

	/**
	 * Return whom to serve next, who stays in the line. Those that are found to be beyond
	 * help leave it.
	 * @param now the time, in nanoseconds of the gate's clock
	 * @param hopeless gets those that have left
	 */
	abstract @Nullable W next(long now, Collection<? super W> hopeless);

	/**
	 * Compare the one who is next with those who are next in other lines: the least of
	 * them is served.
	 */
	abstract long rank(W next);

	/**
	 * Return who has to go if one more comes than may wait, or {@code null} if that is
	 * the newcomer.
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
