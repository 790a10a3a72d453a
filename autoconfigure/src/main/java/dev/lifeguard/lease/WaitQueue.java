package dev.lifeguard.lease;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The callers that wait at a gate: one line per remote, so that a remote at its own bound
 * does not hold up the others, with a ticket each that says who came first. Joining and
 * leaving cost the same however many wait; choosing the next looks at one caller per
 * remote. Guarded by the gate's lock, except for {@link #size()}.
 */
final class WaitQueue {

	private final Set<Remote> remotes = new LinkedHashSet<>();

	private long nextTicket;

	private volatile int size;

	int size() {
		return this.size;
	}

	void add(Lease lease) {
		lease.ticket = this.nextTicket++;
		lease.remote().line().add(lease);
		this.remotes.add(lease.remote());
		resize(1);
	}

	void remove(Lease lease) {
		Remote remote = lease.remote();
		remote.line().remove(lease);
		if (remote.line().size() == 0) {
			this.remotes.remove(remote);
		}
		resize(-1);
	}

	@SuppressWarnings("NonAtomicOperationOnVolatileField")
	private void resize(int change) {
		this.size = this.size + change;
	}

	/**
	 * Return whether somebody waits whose remote has a permit.
	 */
	boolean hasNext() {
		for (Remote remote : this.remotes) {
			if (!remote.permits().isFull()) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Return the next caller to serve, of those whose remote has a permit.
	 * @param now the time, in nanoseconds of the gate's clock
	 * @param hopeless receives those that were found to be too late for any answer, and
	 * do not wait any more
	 */
	@Nullable Lease next(long now, Collection<Lease> hopeless) {
		int before = hopeless.size();
		Lease next = null;
		for (Remote remote : this.remotes) {
			if (!remote.permits().isFull()) {
				next = preferred(next, remote.line().next(now, hopeless));
			}
		}
		if (hopeless.size() > before) {
			this.remotes.removeIf((remote) -> remote.line().size() == 0);
			resize(before - hopeless.size());
		}
		return next;
	}

	private static @Nullable Lease preferred(@Nullable Lease one, @Nullable Lease other) {
		if (one == null || other == null) {
			return (one != null) ? one : other;
		}
		return (rank(one) < rank(other)) ? one : other;
	}

	private static long rank(Lease next) {
		return next.remote().line().rank(next);
	}

	/**
	 * Return the caller that has waited longest.
	 */
	@Nullable Lease oldest() {
		Lease oldest = null;
		for (Remote remote : this.remotes) {
			oldest = earlier(oldest, remote.line().oldest());
		}
		return oldest;
	}

	/**
	 * Return the caller to refuse when one more comes than may wait, or {@code null} to
	 * refuse the newcomer.
	 */
	@Nullable Lease surplus() {
		Lease surplus = null;
		for (Remote remote : this.remotes) {
			surplus = earlier(surplus, remote.line().surplus());
		}
		return surplus;
	}

	private static @Nullable Lease earlier(@Nullable Lease one, @Nullable Lease other) {
		if (one == null || other == null) {
			return (one != null) ? one : other;
		}
		return (one.ticket < other.ticket) ? one : other;
	}

}
