package dev.lifeguard.lease;

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

	private long notEmptySince;

	private volatile int size;

	int size() {
		return this.size;
	}

	long notEmptyFor(long now) {
		return (this.size != 0) ? now - this.notEmptySince : 0;
	}

	void add(Lease lease, long now) {
		if (this.size == 0) {
			this.notEmptySince = now;
		}
		lease.ticket = this.nextTicket++;
		lease.remote().add(lease);
		this.remotes.add(lease.remote());
		resize(1);
	}

	void remove(Lease lease) {
		Remote remote = lease.remote();
		remote.remove(lease);
		if (remote.waiting() == 0) {
			this.remotes.remove(remote);
		}
		resize(-1);
	}

	@SuppressWarnings("NonAtomicOperationOnVolatileField")
	private void resize(int change) {
		this.size = this.size + change;
	}

	/**
	 * Return the next caller to serve, of those whose remote has a permit.
	 */
	@Nullable Lease next(boolean newestFirst) {
		Lease next = null;
		for (Remote remote : this.remotes) {
			if (!remote.permits().isFull()) {
				next = newestFirst ? later(next, remote.newest()) : earlier(next, remote.oldest());
			}
		}
		return next;
	}

	/**
	 * Return the caller that has waited longest.
	 */
	@Nullable Lease oldest() {
		Lease oldest = null;
		for (Remote remote : this.remotes) {
			oldest = earlier(oldest, remote.oldest());
		}
		return oldest;
	}

	private static @Nullable Lease earlier(@Nullable Lease one, @Nullable Lease other) {
		if (one == null || other == null) {
			return (one != null) ? one : other;
		}
		return (one.ticket < other.ticket) ? one : other;
	}

	private static @Nullable Lease later(@Nullable Lease one, @Nullable Lease other) {
		if (one == null || other == null) {
			return (one != null) ? one : other;
		}
		return (one.ticket > other.ticket) ? one : other;
	}

}
