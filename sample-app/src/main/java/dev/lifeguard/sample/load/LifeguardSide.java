package dev.lifeguard.sample.load;

import dev.lifeguard.failure.PoolSnapshot;
import dev.lifeguard.registry.LifeguardClients;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Lifeguard's client {@code orders}, as its settings make it.
 */
@Component
class LifeguardSide implements Side {

	private static final String CLIENT = "orders";

	private final LifeguardClients clients;

	private final WebClient client;

	LifeguardSide(LifeguardClients clients) {
		this.clients = clients;
		this.client = clients.webClient(CLIENT);
	}

	@Override
	public Mono<?> call() {
		return SideCalls.read(this.client);
	}

	@Override
	public Mono<?> forget() {
		return SideCalls.forget(this.client);
	}

	@Override
	public PoolState pool() {
		PoolSnapshot pool = this.clients.snapshot(CLIENT);
		return new PoolState(pool.active(), pool.idle(), pool.connecting(), pool.pending(), pool.limit());
	}

}
