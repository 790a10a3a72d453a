package dev.lifeguard.metrics;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;

import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.failure.PoolExhaustedException;
import dev.lifeguard.failure.RemoteSnapshot;
import dev.lifeguard.leak.Leak;
import dev.lifeguard.lease.Lease;
import dev.lifeguard.lease.LeaseListener;
import dev.lifeguard.pool.EvictionReason;
import dev.lifeguard.pool.SocketListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;

/**
 * Meters of one client in one registry, for each of its remotes.
 */
final class ClientMeters implements LeaseListener, SocketListener {

	private final ManagedClient client;

	private final OwnMeters meters;

	private final RemoteTags tags = new RemoteTags();

	private final ConcurrentMap<String, RemoteMeters> remotes = new ConcurrentHashMap<>();

	ClientMeters(ManagedClient client, OwnMeters meters) {
		this.client = client;
		this.meters = meters;
	}

	void bind() {
		this.meters.own(Gauge.builder("lifeguard.connections.max", this.client, (client) -> client.snapshot().max())
			.description("Configured bound of connections in use")
			.tags(clientTags())
			.register(this.meters.registry()));
		this.meters.own(Gauge.builder("lifeguard.connections.limit", this.client, (client) -> client.snapshot().limit())
			.description("Bound of connections in use that is in force")
			.tags(clientTags())
			.register(this.meters.registry()));
		this.client.listen((LeaseListener) this);
		this.client.listen((SocketListener) this);
		this.client.remotes().forEach(this::remoteSeen);
	}

	@Override
	public void remoteSeen(String remote) {
		meters(remote);
	}

	@Override
	public void granted(Lease lease) {
		meters(lease.remoteName()).acquire().record(lease.waitedNanos(), TimeUnit.NANOSECONDS);
	}

	@Override
	public void ended(Lease lease) {
		meters(lease.remoteName()).usage().record(lease.heldNanos(), TimeUnit.NANOSECONDS);
	}

	@Override
	public void leaked(Leak leak) {
		meters(leak.remote()).leaked().increment();
	}

	@Override
	public void stale(String remote) {
		meters(remote).stale().increment();
	}

	@Override
	public void evicted(String remote, EvictionReason reason) {
		this.meters
			.own(Counter.builder("lifeguard.connections.evicted")
				.description("Idle connections that were closed")
				.tags(remoteTags(this.tags.tag(remote)))
				.tag("reason", reason.name())
				.register(this.meters.registry()))
			.increment();
	}

	@Override
	public void exhausted(PoolExhaustedException failure) {
		this.meters
			.own(Counter.builder("lifeguard.connections.exhausted")
				.description("Calls that got no permit in the pool")
				.tags(remoteTags(this.tags.tag(failure.getRemote())))
				.tag("reason", failure.getReason().name())
				.tag("cause", failure.getDiagnosis().cause().name())
				.register(this.meters.registry()))
			.increment();
	}

	private RemoteMeters meters(String remote) {
		RemoteMeters meters = this.remotes.get(this.tags.tag(remote));
		return (meters != null) ? meters : this.remotes.computeIfAbsent(this.tags.tag(remote), this::register);
	}

	private RemoteMeters register(String tag) {
		connections(tag, "active", RemoteSnapshot::active);
		connections(tag, "idle", RemoteSnapshot::idle);
		connections(tag, "connecting", RemoteSnapshot::connecting);
		connections(tag, "pending", RemoteSnapshot::pending);
		return new RemoteMeters(timer("lifeguard.connections.acquire", "Wait for a permit in the pool", tag),
				timer("lifeguard.connections.usage", "Time that a permit in the pool was held", tag),
				counter("lifeguard.connections.leaked", "Responses that the application neither read nor closed", tag),
				counter("lifeguard.connections.stale", "Kept connections that were dead when they were used", tag));
	}

	private void connections(String tag, String state, ToIntFunction<RemoteSnapshot> count) {
		RemoteTags tags = this.tags;
		this.meters.own(Gauge.builder("lifeguard.connections", this.client, (client) -> sum(client, tags, tag, count))
			.description("Connections and waiting calls of a client")
			.tags(remoteTags(tag))
			.tag("state", state)
			.register(this.meters.registry()));
	}

	private static int sum(ManagedClient client, RemoteTags tags, String tag, ToIntFunction<RemoteSnapshot> count) {
		return client.snapshot()
			.remotes()
			.entrySet()
			.stream()
			.filter((remote) -> tags.tag(remote.getKey()).equals(tag))
			.mapToInt((remote) -> count.applyAsInt(remote.getValue()))
			.sum();
	}

	private Timer timer(String name, String description, String tag) {
		return this.meters
			.own(Timer.builder(name).description(description).tags(remoteTags(tag)).register(this.meters.registry()));
	}

	private Counter counter(String name, String description, String tag) {
		return this.meters
			.own(Counter.builder(name).description(description).tags(remoteTags(tag)).register(this.meters.registry()));
	}

	private Tags clientTags() {
		return Tags.of("client", this.client.name());
	}

	private Tags remoteTags(String tag) {
		return clientTags().and("remote", tag);
	}

	private record RemoteMeters(Timer acquire, Timer usage, Counter leaked, Counter stale) {

	}

}
