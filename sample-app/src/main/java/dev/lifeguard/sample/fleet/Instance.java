package dev.lifeguard.sample.fleet;

import dev.lifeguard.failure.FleetSnapshot;
import dev.lifeguard.failure.PoolSnapshot;
import dev.lifeguard.registry.LifeguardClients;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * Place of an instance in the fleet: it can be started and stopped, and has callers while
 * it runs.
 */
final class Instance {

	private static final String CLIENT = "orders";

	private final String[] arguments;

	private int callers;

	private volatile @Nullable Running running;

	Instance(String... arguments) {
		this.arguments = arguments;
	}

	synchronized void start() {
		if (this.running == null) {
			Running started = Running.of(OrdersService.run(this.arguments));
			started.crowd().size(this.callers);
			this.running = started;
		}
	}

	synchronized void stop() {
		Running ending = this.running;
		if (ending != null) {
			this.running = null;
			ending.crowd().size(0);
			ending.context().close();
		}
	}

	synchronized void callers(int count) {
		this.callers = count;
		if (this.running != null) {
			this.running.crowd().size(count);
		}
	}

	/**
	 * Return its numbers. It waits for no start and no stop.
	 */
	InstanceState state() {
		Running now = this.running;
		return (now != null) ? now.state() : InstanceState.STOPPED;
	}

	/**
	 * Instance from a start to a stop.
	 *
	 * @param context its application context
	 * @param clients its clients
	 * @param crowd its callers
	 */
	private record Running(ConfigurableApplicationContext context, LifeguardClients clients, Crowd crowd) {

		static Running of(ConfigurableApplicationContext context) {
			LifeguardClients clients = context.getBean(LifeguardClients.class);
			return new Running(context, clients,
					new Crowd(() -> clients.webClient(CLIENT).get().uri("/orders").retrieve().toBodilessEntity()));
		}

		InstanceState state() {
			PoolSnapshot pool = this.clients.snapshot(CLIENT);
			FleetSnapshot fleet = pool.fleet();
			return (fleet != null) ? InstanceState.of(pool, fleet) : InstanceState.STOPPED;
		}

	}

}
