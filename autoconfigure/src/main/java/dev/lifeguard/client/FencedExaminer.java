package dev.lifeguard.client;

import java.time.Duration;
import java.util.function.Consumer;

import dev.lifeguard.failure.Cause;
import dev.lifeguard.failure.Diagnosis;
import dev.lifeguard.failure.PoolExhaustedException;
import dev.lifeguard.failure.PoolExhaustedException.Reason;
import dev.lifeguard.failure.PoolSnapshot;
import dev.lifeguard.lease.Examiner;
import dev.lifeguard.lease.Leak;
import dev.lifeguard.lease.Lease;
import dev.lifeguard.lease.LeaseListener;

/**
 * Stands between a gate and its examiner: what an examination throws must never become a
 * call's failure, or cost it its answer.
 *
 * @param client the client's name
 * @param examiner who examines
 * @param failures told what it throws
 */
record FencedExaminer(String client, Examiner examiner, Consumer<Throwable> failures) implements LeaseListener {

	private static final Diagnosis NONE = new Diagnosis(Cause.UNKNOWN, "it was not examined", "see the log", 0);

	/**
	 * Make the failure of a call that gets no place.
	 */
	PoolExhaustedException refuse(Lease lease, Reason reason, PoolSnapshot pool) {
		boolean shutDown = reason == Reason.SHUT_DOWN;
		PoolExhaustedException failure = new PoolExhaustedException(this.client, lease.remoteName(), reason,
				Duration.ofNanos(lease.waitedNanos()), pool, shutDown ? NONE : examine(lease, pool));
		if (!shutDown) {
			exhausted(failure);
		}
		return failure;
	}

	private Diagnosis examine(Lease lease, PoolSnapshot pool) {
		try {
			return this.examiner.refuse(lease.remoteName(), pool);
		}
		catch (Throwable ex) {
			this.failures.accept(ex);
			return NONE;
		}
	}

	@Override
	public void remoteSeen(String remote) {
		fence(() -> this.examiner.remoteSeen(remote));
	}

	/**
	 * Every call comes this way and the next, so nothing is made for the fence.
	 */
	@Override
	public void granted(Lease lease) {
		try {
			this.examiner.granted(lease);
		}
		catch (Throwable ex) {
			this.failures.accept(ex);
		}
	}

	@Override
	public void ended(Lease lease) {
		try {
			this.examiner.ended(lease);
		}
		catch (Throwable ex) {
			this.failures.accept(ex);
		}
	}

	@Override
	public void leaked(Leak leak) {
		fence(() -> this.examiner.leaked(leak));
	}

	@Override
	public void exhausted(PoolExhaustedException failure) {
		fence(() -> this.examiner.exhausted(failure));
	}

	/**
	 * Run something that may fail.
	 */
	void fence(Runnable part) {
		try {
			part.run();
		}
		catch (Throwable ex) {
			this.failures.accept(ex);
		}
	}

}
