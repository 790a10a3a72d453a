package dev.lifeguard.client;

import java.time.Duration;

import dev.lifeguard.failure.Cause;
import dev.lifeguard.failure.Diagnosis;
import dev.lifeguard.failure.PoolExhaustedException;
import dev.lifeguard.failure.PoolExhaustedException.Reason;
import dev.lifeguard.failure.PoolSnapshot;
import dev.lifeguard.leak.Leak;
import dev.lifeguard.lease.Examiner;
import dev.lifeguard.lease.Lease;
import dev.lifeguard.lease.LeaseListener;
import dev.lifeguard.time.Fence;

/**
 * Fence between a gate and its examiner: an exception of an examination must never become
 * a call's failure, or cost it its response.
 *
 * @param client the client's name
 * @param examiner who examines
 * @param fence keeps what it throws from the call
 */
record FencedExaminer(String client, Examiner examiner, Fence fence) implements LeaseListener {

	private static final Diagnosis NONE = new Diagnosis(Cause.UNKNOWN, "it was not examined", "see the log", 0);

	/**
	 * Make the failure of a call that gets no permit.
	 */
	PoolExhaustedException refuse(Lease lease, Reason reason, PoolSnapshot pool) {
		boolean shutDown = reason == Reason.SHUT_DOWN;
		PoolExhaustedException failure = new PoolExhaustedException(this.client, lease.remoteName(), reason,
				Duration.ofNanos(lease.waitedNanos()), pool, shutDown ? NONE : examine(lease, pool));
		if (!shutDown) {
			exhausted(failure);
			refused(lease);
		}
		return failure;
	}

	private Diagnosis examine(Lease lease, PoolSnapshot pool) {
		return this.fence.get(() -> this.examiner.refuse(lease.remoteName(), lease.priority(), pool), NONE);
	}

	@Override
	public void remoteSeen(String remote) {
		this.fence.accept(this.examiner::remoteSeen, remote);
	}

	/**
	 * Every call comes this way and the next, so nothing is made for the fence.
	 */
	@Override
	public void granted(Lease lease) {
		this.fence.accept(Examiner::granted, this.examiner, lease);
	}

	@Override
	public void ended(Lease lease) {
		this.fence.accept(Examiner::ended, this.examiner, lease);
	}

	@Override
	public void leaked(Leak leak) {
		this.fence.accept(this.examiner::leaked, leak);
	}

	@Override
	public void exhausted(PoolExhaustedException failure) {
		this.fence.accept(this.examiner::exhausted, failure);
	}

	@Override
	public void refused(Lease lease) {
		this.fence.accept(this.examiner::refused, lease);
	}

}
