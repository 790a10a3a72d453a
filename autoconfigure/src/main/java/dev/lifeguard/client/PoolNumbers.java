package dev.lifeguard.client;

import java.net.URI;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import dev.lifeguard.call.ActiveCalls;
import dev.lifeguard.failure.PoolSnapshot;
import dev.lifeguard.failure.RemoteSnapshot;
import dev.lifeguard.lease.GateSnapshot;
import dev.lifeguard.lease.LeaseGate;
import dev.lifeguard.limit.LimitSettings.Mode;
import dev.lifeguard.pool.Sockets;
import dev.lifeguard.transport.Target;
import org.jspecify.annotations.Nullable;

/**
 * Numbers of a client's pool, from the gate and the sockets behind it.
 */
final class PoolNumbers {

	/** A snapshot costs as much as there are calls; thousands may be refused at once. */
	private static final long RECENT_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

	private final ClientSettings settings;

	private final Bounds bounds;

	private final LeaseGate gate;

	private final ActiveCalls calls;

	private final Sockets sockets;

	private final LongSupplier nanoClock;

	private volatile @Nullable Dated last;

	/**
	 * Create the numbers.
	 * @param settings the client's settings
	 * @param bounds the bounds in force
	 * @param gate counts the permits
	 * @param calls the calls that hold them
	 * @param sockets counts the idle connections
	 * @param nanoClock a monotonic clock, in nanoseconds
	 */
	PoolNumbers(ClientSettings settings, Bounds bounds, LeaseGate gate, ActiveCalls calls, Sockets sockets,
			LongSupplier nanoClock) {
		this.settings = settings;
		this.bounds = bounds;
		this.gate = gate;
		this.calls = calls;
		this.sockets = sockets;
		this.nanoClock = nanoClock;
	}

	PoolSnapshot snapshot() {
		GateSnapshot leases = this.gate.snapshot();
		Map<String, Integer> idle = this.sockets.idleByRemote();
		Map<String, RemoteSnapshot> remotes = new TreeMap<>();
		leases.remotes().forEach((name, remote) -> remotes.put(name, remote.withIdle(idle.getOrDefault(name, 0))));
		int idleInAll = idle.values().stream().mapToInt(Integer::intValue).sum();
		return new PoolSnapshot(this.bounds.own().configured(), leases.limit(), leases.active(), idleInAll,
				leases.connecting(), leases.pending(), this.settings.gate().maxPending(), this.calls.oldest(), remotes,
				isLearned(), this.bounds.share().view());
	}

	/**
	 * Return whether the limit in force is learned: not while an operator's is.
	 */
	private boolean isLearned() {
		return this.settings.limit().mode() == Mode.ADAPTIVE && !this.bounds.own().isChanged();
	}

	/**
	 * Return the numbers for a refusal, which may be 50 ms old.
	 * @param remote the remote of the refused call, whose numbers they have
	 */
	PoolSnapshot recent(String remote) {
		Dated last = this.last;
		if (last != null && last.isRecent(this.nanoClock.getAsLong()) && last.pool().remotes().containsKey(remote)) {
			return last.pool();
		}
		PoolSnapshot pool = snapshot();
		this.last = new Dated(this.nanoClock.getAsLong(), pool);
		return pool;
	}

	/**
	 * Return the remotes that are known by now.
	 */
	Set<String> remotes() {
		Set<String> remotes = new LinkedHashSet<>(this.gate.snapshot().remotes().keySet());
		if (this.settings.baseUrl() != null) {
			remotes.add(Target.of(URI.create(this.settings.baseUrl())).toString());
		}
		return remotes;
	}

	/**
	 * Snapshot with the time when it was made.
	 *
	 * @param nanos the time
	 * @param pool the numbers
	 */
	private record Dated(long nanos, PoolSnapshot pool) {

		boolean isRecent(long now) {
			return now - this.nanos < RECENT_NANOS;
		}

	}

}
