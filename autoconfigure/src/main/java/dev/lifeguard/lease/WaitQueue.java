package dev.lifeguard.lease;

import java.util.Collection;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Queue of the callers that wait at a gate, by priority, each with a ticket that shows
 * who came first. Guarded by the gate's lock, except for {@link #size()} and
 * {@link #hasServable()}.
 */
final class WaitQueue {

	/** The highest priority first. */
	private final EqualWaiters[] priorities = Stream.of(Priority.values())
		.map(EqualWaiters::new)
		.toArray(EqualWaiters[]::new);

	private final Predicate<Priority> full;

	private long nextTicket;

	/** It is read before the sizes by priority, and written after them. */
	private volatile int size;

	/**
	 * Create an empty queue.
	 * @param full whether there is no permit for a priority, whatever the remote
	 */
	WaitQueue(Predicate<Priority> full) {
		this.full = full;
	}

	int size() {
		return this.size;
	}

	/**
	 * Return whether somebody waits whose priority has a permit, at whatever remote.
	 */
	boolean hasServable() {
		if (this.size == 0) {
			return false;
		}
		for (EqualWaiters waiters : this.priorities) {
			if (isServable(waiters)) {
				return true;
			}
		}
		return false;
	}

	private boolean isServable(EqualWaiters waiters) {
		return waiters.size() > 0 && !this.full.test(waiters.priority());
	}

	void add(Lease lease) {
		lease.ticket = this.nextTicket++;
		waiters(lease.priority()).add(lease);
		count();
	}

	void remove(Lease lease) {
		waiters(lease.priority()).remove(lease);
		count();
	}

	private EqualWaiters waiters(Priority priority) {
		return this.priorities[priority.ordinal()];
	}

	private void count() {
		int size = 0;
		for (EqualWaiters waiters : this.priorities) {
			size += waiters.size();
		}
		this.size = size;
	}

	/**
	 * Return whether somebody waits who can be served, and matters as much as a newcomer.
	 * @param newcomer the newcomer's priority
	 */
	boolean hasNext(Priority newcomer) {
		for (EqualWaiters waiters : this.priorities) {
			if (waiters.priority().compareTo(newcomer) <= 0 && isServable(waiters) && waiters.hasNext()) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Return the next caller to serve, of those whose priority and remote have a permit:
	 * one of the highest priority. Those of lower ones are not looked at.
	 * @param now the time, in nanoseconds of the gate's clock
	 * @param hopeless receives those that were found to be too late for any answer, and
	 * do not wait any more
	 */
	@Nullable Lease next(long now, Collection<Lease> hopeless) {
		Lease next = null;
		for (EqualWaiters waiters : this.priorities) {
			if (next == null && isServable(waiters)) {
				next = waiters.next(now, hopeless);
			}
		}
		if (!hopeless.isEmpty()) {
			count();
		}
		return next;
	}

	/**
	 * Return a caller that has waited longest among those of its priority, the highest
	 * priority first.
	 */
	@Nullable Lease oldest() {
		for (EqualWaiters waiters : this.priorities) {
			if (waiters.size() > 0) {
				return waiters.oldest();
			}
		}
		return null;
	}

	/**
	 * Return the caller to refuse when one more comes than may wait, or {@code null} to
	 * refuse the newcomer: one of the lowest priority.
	 * @param newcomer the newcomer's priority
	 */
	@Nullable Lease surplus(Priority newcomer) {
		EqualWaiters lowest = lowest();
		if (lowest == null || lowest.priority().compareTo(newcomer) < 0) {
			return null;
		}
		return (lowest.priority() == newcomer) ? lowest.surplus() : lowest.least();
	}

	private @Nullable EqualWaiters lowest() {
		EqualWaiters lowest = null;
		for (EqualWaiters waiters : this.priorities) {
			lowest = (waiters.size() > 0) ? waiters : lowest;
		}
		return lowest;
	}

}
