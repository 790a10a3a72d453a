package dev.lifeguard.lease;

import dev.lifeguard.failure.PoolExhaustedException.Reason;
import dev.lifeguard.time.Deadline;
import org.jspecify.annotations.Nullable;

/**
 * Someone who asks a gate for a lease and remembers the answer.
 */
final class Caller implements LeaseCallback {

	private final Lease lease;

	private final Runnable onAnswer;

	private int answers;

	private boolean granted;

	private @Nullable Reason reason;

	Caller(LeaseGate gate, String host, Deadline deadline, Runnable onAnswer) {
		this.onAnswer = onAnswer;
		this.lease = gate.lease(host, 80, deadline, this);
	}

	static Caller of(LeaseGate gate, String host) {
		return new Caller(gate, host, Deadline.none(), () -> {
		});
	}

	static Caller of(LeaseGate gate, String host, Priority priority) {
		return of(gate, host).with(priority);
	}

	Caller with(Priority priority) {
		this.lease.heldBy(new Mattering(priority));
		return this;
	}

	static Caller asking(LeaseGate gate, String host) {
		return of(gate, host).ask();
	}

	static Caller asking(LeaseGate gate, Deadline deadline) {
		return new Caller(gate, "a", deadline, () -> {
		}).ask();
	}

	Caller ask() {
		this.lease.acquire();
		return this;
	}

	Lease lease() {
		return this.lease;
	}

	void end() {
		this.lease.end(Outcome.answered(200));
	}

	@Override
	public void granted() {
		this.answers++;
		this.granted = true;
		this.onAnswer.run();
	}

	@Override
	public void refused(Reason reason) {
		this.answers++;
		this.reason = reason;
		this.onAnswer.run();
	}

	boolean isGranted() {
		return this.granted;
	}

	@Nullable Reason reason() {
		return this.reason;
	}

	int answers() {
		return this.answers;
	}

}
