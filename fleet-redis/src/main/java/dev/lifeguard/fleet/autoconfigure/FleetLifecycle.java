package dev.lifeguard.fleet.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.LongSupplier;

import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.fleet.BudgetStore;
import dev.lifeguard.fleet.Replica;
import dev.lifeguard.registry.ClientRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;

/**
 * Lets the clients take part in their fleets: from before the web server takes requests,
 * to after the clients were closed, when what they had can be given back. It does not
 * wait for the store when it starts, and hardly when it stops.
 */
class FleetLifecycle implements SmartLifecycle {

	/** The clients have the next one, and are stopped before. */
	private static final int AFTER_CLIENTS = 0;

	private final FleetShares shares;

	private final ClientRegistry registry;

	private final BudgetStore store;

	private final LongSupplier nanoClock;

	private final List<FleetMember> members = new ArrayList<>();

	private @Nullable Heartbeats heartbeats;

	FleetLifecycle(FleetShares shares, ClientRegistry registry, BudgetStore store, LongSupplier nanoClock) {
		this.shares = shares;
		this.registry = registry;
		this.store = store;
		this.nanoClock = nanoClock;
	}

	@Override
	public synchronized void start() {
		if (this.members.isEmpty()) {
			this.registry.clients().forEach(this::join);
		}
		String incarnation = UUID.randomUUID().toString();
		this.members.forEach((member) -> member.begin(incarnation));
		this.heartbeats = Heartbeats.start(this.members, this.store);
	}

	private void join(ManagedClient client) {
		Replica replica = this.shares.replicas().get(client.name());
		if (replica != null) {
			this.members.add(new FleetMember(client.name(), replica, LeasedPool.of(client), this.nanoClock));
		}
	}

	/**
	 * It is over when the members have left, because the connection to the store may be
	 * closed next, in the same phase.
	 */
	@Override
	public synchronized void stop() {
		Heartbeats running = this.heartbeats;
		this.heartbeats = null;
		if (running != null) {
			running.stop();
		}
	}

	/**
	 * End the heartbeats of a context that was not started completely, and is not
	 * stopped.
	 */
	synchronized void close() {
		Heartbeats running = this.heartbeats;
		this.heartbeats = null;
		if (running != null) {
			running.close();
		}
	}

	@Override
	public synchronized boolean isRunning() {
		return this.heartbeats != null;
	}

	@Override
	public int getPhase() {
		return AFTER_CLIENTS;
	}

}
