package dev.lifeguard.lease;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.stream.Stream;

/**
 * Remote that a gate grants permits for: its permits, the callers that wait for them, and
 * what its calls have revealed about their prospects.
 */
final class Remote {

	private static final int RETIRED = Integer.MIN_VALUE;

	private final String name;

	private final Permits permits;

	private final AtomicInteger users = new AtomicInteger();

	private final AtomicInteger connected = new AtomicInteger();

	private final Prospects prospects;

	/** By priority. */
	private final List<WaitingLine<Lease>> lines;

	Remote(String name, IntSupplier bound, Order order) {
		this.name = name;
		this.permits = new Permits(bound);
		this.prospects = order.prospects();
		this.lines = Stream.of(Priority.values()).map((priority) -> order.<Lease>line(this.prospects)).toList();
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

	WaitingLine<Lease> line(Priority priority) {
		return this.lines.get(priority.ordinal());
	}

	/**
	 * Return how many callers wait for the remote.
	 */
	int pending() {
		return this.lines.stream().mapToInt(WaitingLine::size).sum();
	}

	Prospects prospects() {
		return this.prospects;
	}

}
