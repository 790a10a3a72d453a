package dev.lifeguard.lease;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

import org.jspecify.annotations.Nullable;

/**
 * One {@code host:port} that a gate hands out permits for: its permits, and its waiting
 * callers in the order in which they came.
 */
final class Remote {

	private static final int RETIRED = Integer.MIN_VALUE;

	private final String name;

	private final Permits permits;

	private final AtomicInteger users = new AtomicInteger();

	private final AtomicInteger connected = new AtomicInteger();

	// guarded by the gate's lock
	private @Nullable Lease oldest;

	private @Nullable Lease newest;

	private int waiting;

	Remote(String name, IntSupplier bound) {
		this.name = name;
		this.permits = new Permits(bound);
	}

	String name() {
		return this.name;
	}

	Permits permits() {
		return this.permits;
	}

	/**
	 * A held lease has got its connection.
	 */
	void connected() {
		this.connected.incrementAndGet();
	}

	void disconnected() {
		this.connected.decrementAndGet();
	}

	/**
	 * Return how many held leases have a connection. It is counted a moment after the
	 * permits are.
	 */
	int active() {
		return Math.max(0, Math.min(this.connected.get(), this.permits.taken()));
	}

	boolean tryUse() {
		return this.users.getAndUpdate((count) -> (count != RETIRED) ? count + 1 : RETIRED) != RETIRED;
	}

	void endUse() {
		this.users.decrementAndGet();
	}

	boolean tryRetire() {
		return this.users.compareAndSet(0, RETIRED);
	}

	@Nullable Lease oldest() {
		return this.oldest;
	}

	@Nullable Lease newest() {
		return this.newest;
	}

	int waiting() {
		return this.waiting;
	}

	void add(Lease lease) {
		lease.older = this.newest;
		if (this.newest != null) {
			this.newest.newer = lease;
		}
		else {
			this.oldest = lease;
		}
		this.newest = lease;
		this.waiting++;
	}

	void remove(Lease lease) {
		Lease older = lease.older;
		Lease newer = lease.newer;
		if (older != null) {
			older.newer = newer;
		}
		else {
			this.oldest = newer;
		}
		if (newer != null) {
			newer.older = older;
		}
		else {
			this.newest = older;
		}
		lease.older = null;
		lease.newer = null;
		this.waiting--;
	}

}
