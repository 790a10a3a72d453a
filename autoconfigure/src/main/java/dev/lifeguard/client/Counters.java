package dev.lifeguard.client;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

import dev.lifeguard.failure.PoolExhaustedException;
import dev.lifeguard.failure.PoolExhaustedException.Reason;
import dev.lifeguard.leak.Leak;
import dev.lifeguard.lease.Lease;
import dev.lifeguard.lease.LeaseListener;
import dev.lifeguard.lease.Listeners;
import dev.lifeguard.pool.EvictionReason;
import dev.lifeguard.pool.SocketListener;
import dev.lifeguard.retry.Attempt;
import dev.lifeguard.retry.Decision;
import dev.lifeguard.retry.Decision.Outcome;
import dev.lifeguard.retry.RetryListener;
import org.jspecify.annotations.Nullable;

/**
 * Counters of what has happened to a client since its start, for applications without
 * meters; they notify the client's listeners.
 */
final class Counters implements LeaseListener, SocketListener, RetryListener {

	private final Listeners<LeaseListener> leaseListeners;

	private final Listeners<SocketListener> socketListeners;

	private final Listeners<RetryListener> retryListeners;

	private final LongAdder granted = new LongAdder();

	private final LongAdder leaked = new LongAdder();

	private final LongAdder stale = new LongAdder();

	private final Map<Reason, LongAdder> refused = each(Reason.class);

	private final Map<EvictionReason, LongAdder> evicted = each(EvictionReason.class);

	private final Map<Outcome, LongAdder> retries = each(Outcome.class);

	Counters(Listeners<LeaseListener> leases, Listeners<SocketListener> sockets, Listeners<RetryListener> retries) {
		this.leaseListeners = leases;
		this.socketListeners = sockets;
		this.retryListeners = retries;
	}

	private static <E extends Enum<E>> Map<E, LongAdder> each(Class<E> type) {
		Map<E, LongAdder> counts = new EnumMap<>(type);
		Stream.of(type.getEnumConstants()).forEach((each) -> counts.put(each, new LongAdder()));
		return counts;
	}

	/**
	 * Return the counts by name; what has never happened is left out.
	 */
	Map<String, Long> counts() {
		Map<String, Long> counts = new TreeMap<>();
		counts.put("granted", this.granted.sum());
		counts.put("leaked", this.leaked.sum());
		counts.put("stale", this.stale.sum());
		this.refused.forEach((reason, count) -> put(counts, "refused." + reason, count));
		this.evicted.forEach((reason, count) -> put(counts, "evicted." + reason, count));
		this.retries.forEach((outcome, count) -> put(counts, "retries." + outcome, count));
		return counts;
	}

	private static void put(Map<String, Long> counts, String name, LongAdder count) {
		if (count.sum() > 0) {
			counts.put(name, count.sum());
		}
	}

	private static <E> void count(Map<E, LongAdder> counts, E which) {
		LongAdder count = counts.get(which);
		if (count != null) {
			count.increment();
		}
	}

	@Override
	public void remoteSeen(String remote) {
		this.leaseListeners.tell(LeaseListener::remoteSeen, remote);
	}

	@Override
	public void granted(Lease lease) {
		this.granted.increment();
		this.leaseListeners.tell(LeaseListener::granted, lease);
	}

	@Override
	public void ended(Lease lease) {
		this.leaseListeners.tell(LeaseListener::ended, lease);
	}

	@Override
	public void leaked(Leak leak) {
		this.leaked.increment();
		this.leaseListeners.tell(LeaseListener::leaked, leak);
	}

	@Override
	public void exhausted(PoolExhaustedException failure) {
		count(this.refused, failure.getReason());
		this.leaseListeners.tell(LeaseListener::exhausted, failure);
	}

	@Override
	public void refused(Lease lease) {
		this.leaseListeners.tell(LeaseListener::refused, lease);
	}

	@Override
	public void evicted(String remote, EvictionReason reason) {
		count(this.evicted, reason);
		this.socketListeners.tell((listener) -> listener.evicted(remote, reason));
	}

	@Override
	public void stale(String remote) {
		this.stale.increment();
		this.socketListeners.tell(SocketListener::stale, remote);
	}

	@Override
	public void decided(Attempt attempt, Decision decision, @Nullable Object observation) {
		count(this.retries, decision.outcome());
		this.retryListeners.tell((listener) -> listener.decided(attempt, decision, observation));
	}

}
