package dev.lifeguard.lease;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Callers of one priority that wait at a gate: one line per remote, so that a remote at
 * its own bound does not hold up the others. Joining and leaving cost the same however
 * many wait; choosing the next looks at one caller per remote. Guarded by the gate's
 * lock; the size may be read without it.
 */
final class EqualWaiters {

	private final Priority priority;

	private final Set<Remote> remotes = new LinkedHashSet<>();

	private int size;

	EqualWaiters(Priority priority) {
		this.priority = priority;
	}

	Priority priority() {
		return this.priority;
	}

	int size() {
		return this.size;
	}

	void add(Lease lease) {
		lease.line().add(lease);
		this.remotes.add(lease.remote());
		this.size++;
	}

	void remove(Lease lease) {
		lease.line().remove(lease);
		if (lease.line().size() == 0) {
			this.remotes.remove(lease.remote());
		}
		this.size--;
	}

	private WaitingLine<Lease> line(Remote remote) {
		return remote.line(this.priority);
	}

	/**
	 * Return whether somebody waits whose remote has a permit.
	 */
	boolean hasNext() {
		for (Remote remote : this.remotes) {
			if (!remote.permits().isFull(this.priority)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Return the next caller to serve, of those whose remote has a permit.
	 * @param now the time, in nanoseconds of the gate's clock
	 * @param hopeless gets those that are found to be beyond help, and wait no more
	 */
	@Nullable Lease next(long now, Collection<Lease> hopeless) {
		int before = hopeless.size();
		Lease next = null;
		for (Remote remote : this.remotes) {
			if (!remote.permits().isFull(this.priority)) {
				next = preferred(next, line(remote).next(now, hopeless));
			}
		}
		if (hopeless.size() > before) {
			this.remotes.removeIf((remote) -> line(remote).size() == 0);
			this.size += before - hopeless.size();
		}
		return next;
	}

	private static @Nullable Lease preferred(@Nullable Lease one, @Nullable Lease other) {
		if (one == null || other == null) {
			return (one != null) ? one : other;
		}
		return (one.line().rank(one) < other.line().rank(other)) ? one : other;
	}

	/**
	 * Return the caller that has waited longest.
	 */
	@Nullable Lease oldest() {
		Lease oldest = null;
		for (Remote remote : this.remotes) {
			oldest = earlier(oldest, line(remote).oldest());
		}
		return oldest;
	}

	/**
	 * Return the caller that has to go if one more of the same priority comes than may
	 * wait, or {@code null} if that is the newcomer.
	 */
	@Nullable Lease surplus() {
		Lease surplus = null;
		for (Remote remote : this.remotes) {
			surplus = earlier(surplus, line(remote).surplus());
		}
		return surplus;
	}

	/**
	 * Return the caller that has to go for one of a higher priority: the one that would
	 * have to for one of the same, or else who came last.
	 */
	@Nullable Lease least() {
		Lease surplus = surplus();
		return (surplus != null) ? surplus : newest();
	}

	private @Nullable Lease newest() {
		Lease newest = null;
		for (Remote remote : this.remotes) {
			newest = later(newest, line(remote).newest());
		}
		return newest;
	}

	private static @Nullable Lease earlier(@Nullable Lease one, @Nullable Lease other) {
		if (one == null || other == null) {
			return (one != null) ? one : other;
		}
		return (one.ticket < other.ticket) ? one : other;
	}

	private static @Nullable Lease later(@Nullable Lease one, @Nullable Lease other) {
		return (one == null || (other != null && other.ticket > one.ticket)) ? other : one;
	}

}
