package dev.lifeguard.lease;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * Right to use one connection for one exchange.
 * <p>
 * <b>Life</b>: it is requested with {@link #acquire()}, and then either granted or
 * refused, in which case its {@link LeaseCallback} is notified once, or cancelled without
 * a notification. A granted lease must be ended with {@link #end(Outcome)}.
 * <p>
 * <b>Threads</b>: every method may be called from any thread, at any time, more than
 * once; only the first call that fits the lease's state has an effect.
 *
 * @since 0.1.0
 */
public final class Lease extends Waiter<Lease> {

	private static final AtomicReferenceFieldUpdater<Lease, State> STATE = AtomicReferenceFieldUpdater
		.newUpdater(Lease.class, State.class, "state");

	private static final AtomicIntegerFieldUpdater<Lease> ASKED = AtomicIntegerFieldUpdater.newUpdater(Lease.class,
			"asked");

	private static final AtomicIntegerFieldUpdater<Lease> UNANSWERED = AtomicIntegerFieldUpdater.newUpdater(Lease.class,
			"unanswered");

	private final LeaseGate gate;

	private final Remote remote;

	private final LongSupplier remainingNanos;

	private long beganNanos;

	private @Nullable LeaseCallback callback;

	private @Nullable LeaseHolder holder;

	private Priority priority = Priority.NORMAL;

	private volatile State state = State.NEW;

	private volatile int asked;

	private volatile boolean waited;

	/** 1 while it is counted among those that wait for their first byte. */
	private volatile int unanswered;

	private volatile long grantedNanos;

	private long endedNanos;

	private volatile Phase phase = Phase.WAITING;

	private long phaseNanos;

	private long firstByteNanos;

	private @Nullable Outcome outcome;

	private volatile @Nullable Runnable timeout;

	Lease(LeaseGate gate, Remote remote, LongSupplier remainingNanos, LeaseCallback callback, long requestedNanos) {
		super(requestedNanos);
		this.gate = gate;
		this.remote = remote;
		this.remainingNanos = remainingNanos;
		this.callback = callback;
		this.beganNanos = requestedNanos;
	}

	/**
	 * Say what the lease is held for, before it is asked for.
	 * @param holder what will hold it
	 */
	public void heldBy(LeaseHolder holder) {
		this.holder = holder;
		this.priority = holder.priority();
	}

	/**
	 * Say when the call began that the lease is for, before it is asked for.
	 * @param nanos the time, in nanoseconds of the gate's clock
	 */
	public void ofCallThatBegan(long nanos) {
		this.beganNanos = nanos;
	}

	long beganNanos() {
		return this.beganNanos;
	}

	/**
	 * Return what the lease is held for.
	 * @return the holder, if it was set
	 */
	public @Nullable LeaseHolder holder() {
		return this.holder;
	}

	/**
	 * Return how much the call matters that the lease is for.
	 * @return the priority of the holder; {@link Priority#NORMAL} if there is none
	 */
	public Priority priority() {
		return this.priority;
	}

	/**
	 * Ask for a permit. The callback may be called before this method returns.
	 */
	public void acquire() {
		if (ASKED.compareAndSet(this, 0, 1)) {
			this.gate.acquire(this);
		}
	}

	/**
	 * Return whether there is no permit now, so that the lease would have to wait for
	 * one.
	 * @return whether it may have to wait
	 */
	public boolean mayHaveToWait() {
		return this.remote.permits().isFull(this.priority) || this.gate.isFull(this.priority);
	}

	/**
	 * Give up asking. A lease that is held already is not affected.
	 * @return whether the callback will not be called any more
	 */
	public boolean cancel() {
		if (moveTo(State.NEW, State.OVER)) {
			over();
			return true;
		}
		return this.gate.leave(this);
	}

	/**
	 * Give the permit back.
	 * @param outcome the outcome of the exchange
	 */
	public void end(Outcome outcome) {
		while (isHeld()) {
			this.outcome = outcome;
			if (moveTo(State.HELD, State.OVER) || disconnect(State.OVER)) {
				this.gate.giveBack(this, outcome);
				return;
			}
		}
	}

	private boolean disconnect(State next) {
		boolean connected = moveTo(State.CONNECTED, next);
		if (connected) {
			this.remote.disconnected();
		}
		return connected;
	}

	/**
	 * Enter a phase. The phases of one lease are entered by one thread after the other.
	 * @param phase the phase
	 * @param now the time, in nanoseconds of the gate's clock
	 */
	public void enter(Phase phase, long now) {
		if (phase == Phase.BODY) {
			this.firstByteNanos = Math.max(1, now - this.phaseNanos);
		}
		this.phaseNanos = now;
		this.phase = phase;
		if (phase == Phase.BODY) {
			this.gate.firstByte(this);
		}
		if (phase.compareTo(Phase.TLS) <= 0) {
			disconnect(State.HELD);
		}
		else if (moveTo(State.HELD, State.CONNECTED)) {
			this.remote.connected();
		}
	}

	/**
	 * Return whether anybody learns from answers.
	 * @return whether it is of use to say that the response has begun
	 */
	public boolean isLearnedFrom() {
		return this.gate.isLearning();
	}

	/**
	 * Say that the head of the response has arrived.
	 * @param status the response's status
	 * @param stream whether the response has no end of its own: events, or another
	 * protocol
	 */
	public void answered(int status, boolean stream) {
		this.gate.answered(this, status, stream);
	}

	void unanswered() {
		this.unanswered = 1;
	}

	boolean noLongerUnanswered() {
		return this.unanswered == 1 && UNANSWERED.compareAndSet(this, 1, 0);
	}

	/**
	 * Return the phase that was entered last.
	 * @return the phase
	 */
	public Phase phase() {
		return this.phase;
	}

	/**
	 * Return how long the lease has been in its phase.
	 * @return nanoseconds until now
	 */
	public long inPhaseNanos() {
		return (this.phase != Phase.WAITING) ? this.gate.now() - this.phaseNanos : this.gate.now() - requestedNanos();
	}

	/**
	 * Return how long the peer took from the request's end to the response's begin.
	 * @return nanoseconds, or 0 if the response has not begun
	 */
	public long firstByteNanos() {
		return this.firstByteNanos;
	}

	/**
	 * Return the outcome of the exchange.
	 * @return the outcome, or {@code null} if the lease has not been held, or still is
	 */
	public @Nullable Outcome outcome() {
		return this.outcome;
	}

	/**
	 * Return whether the lease is held: granted and not ended.
	 * @return whether it is held
	 */
	public boolean isHeld() {
		State state = this.state;
		return state == State.HELD || state == State.CONNECTED;
	}

	/**
	 * Return the remote that the lease is for.
	 * @return {@code host:port}
	 */
	public String remoteName() {
		return this.remote.name();
	}

	/**
	 * Return whether the lease stood in the queue before it was granted or refused.
	 * @return whether it waited
	 */
	public boolean hasWaited() {
		return this.waited;
	}

	/**
	 * Return how long the lease has been asked for, until it was granted or refused, or
	 * until now.
	 * @return the wait in nanoseconds
	 */
	public long waitedNanos() {
		long end = (this.grantedNanos != 0) ? this.grantedNanos : this.endedNanos;
		return ((end != 0) ? end : this.gate.now()) - requestedNanos();
	}

	/**
	 * Return when the lease was granted, or when it ended if it has.
	 * @return nanoseconds of the gate's clock
	 */
	public long changedNanos() {
		return (this.endedNanos != 0) ? this.endedNanos : this.grantedNanos;
	}

	/**
	 * Return how long the lease was held, if it has ended, or has been held.
	 * @return nanoseconds from the grant
	 */
	public long heldNanos() {
		return heldNanos((this.endedNanos != 0) ? this.endedNanos : this.gate.now());
	}

	/**
	 * Return how long the lease has been held, in all until now.
	 * @return the time since it was granted
	 */
	public Duration held() {
		return Duration.ofNanos(heldNanos(this.gate.now()));
	}

	/**
	 * Return whether the lease waits for a permit.
	 * @return whether it waits
	 */
	public boolean isWaiting() {
		return this.state == State.WAITING;
	}

	Remote remote() {
		return this.remote;
	}

	/**
	 * Return where it stands if it has to wait.
	 */
	WaitingLine<Lease> line() {
		return this.remote.line(this.priority);
	}

	void over() {
		this.remote.endUse();
	}

	long remainingNanos() {
		return this.remainingNanos.getAsLong();
	}

	boolean isTooLate() {
		return remainingNanos() <= 0;
	}

	long heldNanos(long now) {
		return now - this.grantedNanos;
	}

	boolean moveTo(State from, State to) {
		if (to == State.WAITING) {
			this.waited = true;
		}
		return this.state == from && STATE.compareAndSet(this, from, to);
	}

	void ended(long now) {
		this.endedNanos = now;
	}

	void granted(long now) {
		this.grantedNanos = now;
		this.phaseNanos = now;
		this.phase = Phase.CONNECTING;
	}

	void timeout(Runnable handle) {
		this.timeout = handle;
		if (!isWaiting()) {
			handle.run();
		}
	}

	/**
	 * Return the callback, once: what it reaches must not be kept alive by a lease that
	 * is held for long.
	 */
	LeaseCallback takeCallback() {
		LeaseCallback callback = this.callback;
		this.callback = null;
		Runnable handle = this.timeout;
		if (handle != null) {
			handle.run();
		}
		if (callback == null) {
			throw new IllegalStateException("the callback has already been notified");
		}
		return callback;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return this == other;
	}

	/**
	 * The identity's own hash would be made for each lease anew, which costs more than
	 * the entry that needs it.
	 */
	@Override
	public int hashCode() {
		return Long.hashCode(requestedNanos());
	}

	/**
	 * State of a lease.
	 */
	enum State {

		NEW, WAITING, HELD, CONNECTED, OVER

	}

}
