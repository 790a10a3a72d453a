package dev.lifeguard.concurrency;

import java.util.concurrent.atomic.AtomicInteger;

import dev.lifeguard.failure.PoolExhaustedException.Reason;
import dev.lifeguard.lease.Lease;
import dev.lifeguard.lease.LeaseCallback;
import dev.lifeguard.lease.LeaseGate;
import dev.lifeguard.lease.Outcome;
import dev.lifeguard.lease.Phase;
import dev.lifeguard.lease.Priority;
import dev.lifeguard.time.Deadline;

/**
 * Someone who asks for a lease and counts the answers.
 */
final class Caller implements LeaseCallback {

	private final AtomicInteger grants = new AtomicInteger();

	private final AtomicInteger refusals = new AtomicInteger();

	private final Lease lease;

	Caller(LeaseGate gate, String host, Deadline deadline) {
		this.lease = gate.lease(host, 80, deadline, this);
	}

	void matters(Priority priority) {
		this.lease.heldBy(new OfPriority(priority));
	}

	void ask() {
		this.lease.acquire();
	}

	int cancel() {
		return this.lease.cancel() ? 1 : 0;
	}

	void end() {
		this.lease.end(Outcome.answered(200));
	}

	void endWithoutAnswer() {
		this.lease.end(Outcome.timedOut(Phase.FIRST_BYTE, 0));
	}

	@Override
	public void granted() {
		this.grants.incrementAndGet();
	}

	@Override
	public void refused(Reason reason) {
		this.refusals.incrementAndGet();
	}

	int grants() {
		return this.grants.get();
	}

	int refusals() {
		return this.refusals.get();
	}

}
