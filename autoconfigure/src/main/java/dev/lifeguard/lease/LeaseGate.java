package dev.lifeguard.lease;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

import dev.lifeguard.failure.PoolExhaustedException.Reason;
import dev.lifeguard.lease.Lease.State;
import dev.lifeguard.time.WaitTimer;
import org.jspecify.annotations.Nullable;

/**
 * Gate that decides who may use a connection now, who waits, and who is refused.
 * <p>
 * <b>Bound</b>: at most so many leases are held at once, in all and per remote. The bound
 * may change at any time: after it grew, {@link #boundChanged()} serves the waiting;
 * after it shrank, held leases stay held.
 * <p>
 * <b>Cost</b>: while nobody waits, a lease is granted and ended by compare-and-set. Those
 * who wait are kept under one short lock, which is never held while calling out.
 *
 * @since 0.1.0
 */
public final class LeaseGate {

	private final GateSettings settings;

	private final Permits permits;

	private final UnansweredLeases unanswered;

	private final Remotes remotes;

	private final LongSupplier nanoClock;

	private final WaitTimer timer;

	private final ReentrantLock lock = new ReentrantLock();

	private final WaitQueue queue = new WaitQueue(this::isFull);

	private final ThreadLocal<Boolean> serving = new ThreadLocal<>();

	private volatile LeaseListener listener = LeaseListener.NONE;

	private volatile Admission admission = Admission.OPEN;

	private volatile long closingNanos;

	/**
	 * Create a gate.
	 * @param settings how callers wait
	 * @param bound the most leases held at once
	 * @param boundPerRemote the most leases held at once for one remote
	 * @param nanoClock a monotonic clock, in nanoseconds
	 * @param timer ends the waits that last too long
	 */
	public LeaseGate(GateSettings settings, IntSupplier bound, IntSupplier boundPerRemote, LongSupplier nanoClock,
			WaitTimer timer) {
		this(settings, bound, boundPerRemote, null, nanoClock, timer);
	}

	/**
	 * Create a gate with a limit on the leases that wait for their first byte.
	 * @param settings how callers wait
	 * @param bound the most leases held at once
	 * @param boundPerRemote the most leases held at once for one remote
	 * @param limit how many of them may wait for the first byte of their response at
	 * once; {@code null} for all of them
	 * @param nanoClock a monotonic clock, in nanoseconds
	 * @param timer ends the waits that last too long
	 */
	public LeaseGate(GateSettings settings, IntSupplier bound, IntSupplier boundPerRemote,
			@Nullable ResponseLimit limit, LongSupplier nanoClock, WaitTimer timer) {
		this.settings = settings;
		this.permits = new Permits(bound);
		this.unanswered = UnansweredLeases.of(limit);
		this.remotes = new Remotes(boundPerRemote, settings.order(), (remote) -> this.listener.remoteSeen(remote));
		this.nanoClock = nanoClock;
		this.timer = timer;
	}

	/**
	 * Set the listener. It is not told of what happened before.
	 * @param listener the listener
	 */
	public void listen(LeaseListener listener) {
		this.listener = listener;
	}

	/**
	 * Return a new lease that is not asked for yet.
	 * @param host the remote's host
	 * @param port the remote's port
	 * @param remainingNanos how much time is left for the call; a lease is never granted
	 * when there is none
	 * @param callback notified of the result
	 * @return the lease; it must be acquired or cancelled
	 */
	public Lease lease(String host, int port, LongSupplier remainingNanos, LeaseCallback callback) {
		return new Lease(this, this.remotes.use(host, port), remainingNanos, callback, now());
	}

	/**
	 * Serve the waiting after a bound has grown.
	 */
	public void boundChanged() {
		serve();
	}

	/**
	 * Let callers in again after {@link #shutDown()}. A new gate is open.
	 */
	public void open() {
		this.admission = Admission.OPEN;
	}

	/**
	 * Refuse the calls that begin from now on. Those that began before are served as
	 * before, their further attempts included.
	 */
	public void close() {
		this.closingNanos = now();
		this.admission = Admission.OF_CALLS_UNDER_WAY;
	}

	/**
	 * Refuse the waiting and all who come from now on. Held leases stay held.
	 */
	public void shutDown() {
		this.admission = Admission.NONE;
		Lease waiting = removeOldest();
		while (waiting != null) {
			refuse(waiting, Reason.SHUT_DOWN);
			waiting = removeOldest();
		}
	}

	/**
	 * Return whether all who come are refused.
	 * @return whether the gate was {@linkplain #shutDown shut down} and not opened since
	 */
	public boolean isShutDown() {
		return this.admission == Admission.NONE;
	}

	/**
	 * Return the gate's numbers now.
	 * @return the snapshot
	 */
	public GateSnapshot snapshot() {
		return GateSnapshot.of(this.remotes.all(), this.unanswered.bound(this.permits.bound()), this.queue.size());
	}

	/**
	 * Return how many callers wait.
	 * @return the count
	 */
	public int pending() {
		return this.queue.size();
	}

	/**
	 * Return whether no lease is held, and nobody waits for one.
	 * @return whether nothing is under way
	 */
	public boolean isIdle() {
		return this.queue.size() == 0 && this.permits.taken() == 0;
	}

	/**
	 * Return whether there are permits to spare: nobody waits, and a call of low priority
	 * would be granted.
	 * @return whether more may be asked for than is needed
	 */
	public boolean hasRoom() {
		return this.queue.size() == 0 && !isFull(Priority.LOW);
	}

	private boolean isClosedFor(Lease lease) {
		return switch (this.admission) {
			case OPEN -> false;
			case OF_CALLS_UNDER_WAY -> lease.beganNanos() - this.closingNanos >= 0;
			case NONE -> true;
		};
	}

	/**
	 * Return whether there is no permit for a priority, whatever the remote.
	 */
	boolean isFull(Priority priority) {
		return this.permits.isFull(priority) || this.unanswered.isFull(priority);
	}

	void acquire(Lease lease) {
		if (lease.isTooLate()) {
			refuseNew(lease, Reason.DEADLINE);
		}
		else if (isClosedFor(lease)) {
			refuseNew(lease, Reason.SHUT_DOWN);
		}
		else if ((this.queue.size() == 0 && tryTake(lease)) || tryPass(lease)) {
			grantNew(lease);
		}
		else {
			enqueue(lease);
		}
	}

	/**
	 * Take a permit past the queue if all who wait there matter less, or wait for remotes
	 * that have none: a remote at its own bound does not cost the others their calls. Nor
	 * do those who wait for want of an answer to others keep one from its permit that is
	 * not counted among these.
	 */
	private boolean tryPass(Lease lease) {
		if (hasNoPermitFor(lease) || this.unanswered.isFullFor(lease)) {
			return false;
		}
		this.lock.lock();
		try {
			return !this.queue.hasNext(lease.priority()) && tryTake(lease);
		}
		finally {
			this.lock.unlock();
		}
	}

	private boolean hasNoPermitFor(Lease lease) {
		return this.permits.isFull(lease.priority()) || lease.remote().permits().isFull(lease.priority());
	}

	private boolean isQueueFull() {
		return this.queue.size() >= this.settings.maxPending();
	}

	private void grantNew(Lease lease) {
		// its deadline was looked at just now, as was the clock
		if (hold(lease, State.NEW, lease.requestedNanos())) {
			tellGranted(lease);
		}
		else {
			giveBackPlace(lease);
		}
	}

	private static boolean hold(Lease lease, State from, long now) {
		lease.granted(now);
		return lease.moveTo(from, State.HELD);
	}

	private void refuseNew(Lease lease, Reason reason) {
		if (lease.moveTo(State.NEW, State.OVER)) {
			refuse(lease, reason);
		}
	}

	private void enqueue(Lease lease) {
		if (!hasNoPermitFor(lease)) {
			this.unanswered.blocked();
		}
		lease.given(lease.remainingNanos(), now());
		Lease surplus = addToQueue(lease);
		if (surplus == lease) {
			refuseNew(lease, isClosedFor(lease) ? Reason.SHUT_DOWN : Reason.QUEUE_FULL);
		}
		else if (surplus != null) {
			refuse(surplus, Reason.QUEUE_FULL);
		}
		serve();
		if (lease.isWaiting()) {
			long wait = Math.min(this.settings.acquireTimeout().toNanos(), lease.remainingNanos());
			lease.timeout(this.timer.schedule(() -> timeOut(lease), wait));
		}
	}

	/**
	 * Add the lease, and return the one that has to go for it, which may be itself.
	 */
	private @Nullable Lease addToQueue(Lease lease) {
		this.lock.lock();
		try {
			boolean full = isQueueFull();
			Lease surplus = full ? this.queue.surplus(lease.priority()) : null;
			if (isClosedFor(lease) || (full && surplus == null)) {
				return lease;
			}
			if (lease.moveTo(State.NEW, State.WAITING)) {
				this.queue.add(lease);
				return (surplus != null && remove(surplus)) ? surplus : null;
			}
			return null;
		}
		finally {
			this.lock.unlock();
		}
	}

	private boolean remove(Lease lease) {
		if (lease.moveTo(State.WAITING, State.OVER)) {
			this.queue.remove(lease);
			return true;
		}
		return false;
	}

	private @Nullable Lease removeOldest() {
		this.lock.lock();
		try {
			Lease oldest = this.queue.oldest();
			return (oldest != null && remove(oldest)) ? oldest : null;
		}
		finally {
			this.lock.unlock();
		}
	}

	private boolean removeWaiting(Lease lease) {
		this.lock.lock();
		try {
			return remove(lease);
		}
		finally {
			this.lock.unlock();
		}
	}

	private void timeOut(Lease lease) {
		if (lease.isWaiting() && removeWaiting(lease)) {
			refuse(lease, lease.isTooLate() ? Reason.DEADLINE : Reason.ACQUIRE_TIMEOUT);
		}
	}

	boolean leave(Lease lease) {
		if (lease.isWaiting() && removeWaiting(lease)) {
			lease.takeCallback();
			if (!lease.isTooLate()) {
				long now = now();
				lease.remote().prospects().hungUp(now - lease.beganNanos(), now);
			}
			lease.over();
			return true;
		}
		return false;
	}

	void giveBack(Lease lease, Outcome outcome) {
		long now = now();
		lease.ended(now);
		lease.remote().prospects().ended(outcome, lease.heldNanos(now), now - lease.beganNanos(), now);
		lease.over();
		this.unanswered.ended(lease, outcome);
		free(lease);
		this.listener.ended(lease);
		serve();
	}

	boolean isLearning() {
		return this.unanswered != UnansweredLeases.UNLIMITED;
	}

	/**
	 * A lease waits for its first byte no more.
	 */
	void firstByte(Lease lease) {
		if (this.unanswered.giveBack(lease)) {
			serve();
		}
	}

	/**
	 * The head of a response may have moved the limit.
	 */
	void answered(Lease lease, int status, boolean stream) {
		this.unanswered.answered(lease, status, stream);
		serve();
	}

	private void giveBackPlace(Lease lease) {
		this.unanswered.giveBack(lease);
		free(lease);
		serve();
	}

	private void free(Lease lease) {
		lease.remote().permits().giveBack();
		this.permits.giveBack();
	}

	/**
	 * Hand out the permits that are free. A callback may end its lease before it returns,
	 * so a thread that is serving already leaves the rest to its own loop.
	 */
	private void serve() {
		if (!this.queue.hasServable() || this.serving.get() != null) {
			return;
		}
		this.serving.set(Boolean.TRUE);
		try {
			boolean more = true;
			while (more) {
				more = serveNext();
			}
		}
		finally {
			this.serving.remove();
		}
	}

	/**
	 * Serve one caller, and refuse those that were found to be too late. Each of them may
	 * ask again before its callback returns, so there may be more to do.
	 * @return whether anybody was served or refused
	 */
	private boolean serveNext() {
		List<Lease> hopeless = new ArrayList<>(0);
		Lease next = takeNext(hopeless);
		try {
			if (next != null) {
				grant(next);
			}
		}
		finally {
			hopeless.forEach((lease) -> refuse(lease, Reason.DEADLINE));
		}
		return next != null || !hopeless.isEmpty();
	}

	private @Nullable Lease takeNext(List<Lease> hopeless) {
		this.lock.lock();
		try {
			long now = now();
			Lease next = takeNext(now, hopeless);
			if (next != null) {
				this.queue.remove(next);
				hold(next, State.WAITING, now);
			}
			hopeless.forEach((lease) -> lease.moveTo(State.WAITING, State.OVER));
			return next;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Return the waiter that a permit was taken for. If a newcomer was faster, there may
	 * be permits for the others.
	 */
	private @Nullable Lease takeNext(long now, List<Lease> hopeless) {
		Lease next = this.queue.next(now, hopeless);
		while (next != null && !tryTake(next)) {
			next = this.queue.next(now, hopeless);
		}
		return next;
	}

	private boolean tryTake(Lease lease) {
		if (!lease.remote().permits().tryTake(lease.priority())) {
			return false;
		}
		if (this.permits.tryTake(lease.priority())) {
			if (this.unanswered.tryTake(lease)) {
				return true;
			}
			this.permits.giveBack();
		}
		lease.remote().permits().giveBack();
		return false;
	}

	private void grant(Lease lease) {
		if (lease.isTooLate()) {
			giveUp(lease);
			return;
		}
		tellGranted(lease);
	}

	private void tellGranted(Lease lease) {
		lease.takeCallback().granted();
		this.listener.granted(lease);
	}

	private void giveUp(Lease lease) {
		LeaseCallback callback = lease.takeCallback();
		if (lease.moveTo(State.HELD, State.OVER)) {
			lease.over();
			giveBackPlace(lease);
		}
		callback.refused(Reason.DEADLINE);
	}

	private void refuse(Lease lease, Reason reason) {
		LeaseCallback callback = lease.takeCallback();
		lease.ended(now());
		lease.over();
		callback.refused(reason);
	}

	long now() {
		return this.nanoClock.getAsLong();
	}

	/**
	 * Callers that may enter.
	 */
	private enum Admission {

		OPEN, OF_CALLS_UNDER_WAY, NONE

	}

}
