package dev.lifeguard.metrics;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;

import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.lease.Lease;
import dev.lifeguard.lease.LeaseListener;
import dev.lifeguard.lease.Priority;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;

/**
 * Meters of one client's priorities in one registry, from the first call on whose
 * priority is not the client's. Until then they would say what the others say.
 */
final class PriorityMeters implements LeaseListener {

	private final ManagedClient client;

	private final OwnMeters meters;

	private final Priority usual;

	private final ConcurrentMap<Priority, OfPriority> priorities = new ConcurrentHashMap<>();

	private volatile boolean several;

	PriorityMeters(ManagedClient client, OwnMeters meters) {
		this.client = client;
		this.meters = meters;
		this.usual = client.settings().gate().priority();
	}

	void bind() {
		this.client.listen((LeaseListener) this);
	}

	@Override
	public void granted(Lease lease) {
		if (isOneOfSeveral(lease)) {
			meters(lease).acquire().record(lease.waitedNanos(), TimeUnit.NANOSECONDS);
		}
	}

	@Override
	public void refused(Lease lease) {
		if (isOneOfSeveral(lease)) {
			meters(lease).refused().increment();
		}
	}

	private boolean isOneOfSeveral(Lease lease) {
		if (lease.priority() != this.usual) {
			this.several = true;
		}
		return this.several;
	}

	private OfPriority meters(Lease lease) {
		OfPriority meters = this.priorities.get(lease.priority());
		return (meters != null) ? meters : this.priorities.computeIfAbsent(lease.priority(), this::register);
	}

	private OfPriority register(Priority priority) {
		Tags tags = Tags.of("client", this.client.name(), "priority", priority.name());
		return new OfPriority(
				this.meters.own(Timer.builder("lifeguard.priority.acquire")
					.description("Wait for a permit in the pool, by priority")
					.tags(tags)
					.register(this.meters.registry())),
				this.meters.own(Counter.builder("lifeguard.priority.refused")
					.description("Calls that got no permit in the pool, by priority")
					.tags(tags)
					.register(this.meters.registry())));
	}

	/**
	 * Meters of one priority.
	 *
	 * @param acquire the waits of those that got a permit
	 * @param refused those that got none
	 */
	private record OfPriority(Timer acquire, Counter refused) {

	}

}
