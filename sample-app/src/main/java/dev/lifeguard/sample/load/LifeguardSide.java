package dev.lifeguard.sample.load;

import dev.lifeguard.failure.PoolSnapshot;
import dev.lifeguard.registry.LifeguardClients;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Lifeguard's client as its settings make it: {@code orders}, whose bound was chosen by
 * hand, or {@code orders-learned}, which learns its limit.
 *
 * @since 0.1.0
 */
@Component
public class LifeguardSide implements Side {

	/** The client whose bound was chosen. */
	public static final String CHOSEN = "orders";

	/** The client whose limit is learned. */
	public static final String LEARNED = "orders-learned";

	private final LifeguardClients clients;

	private volatile boolean learning;

	LifeguardSide(LifeguardClients clients) {
		this.clients = clients;
	}

	/**
	 * Say which client is called from now on.
	 * @param on whether it is the one whose limit is learned
	 */
	public void learn(boolean on) {
		this.learning = on;
	}

	/**
	 * Return whether the client that is called learns its limit.
	 * @return whether it does
	 */
	public boolean isLearning() {
		return this.learning;
	}

	/**
	 * Return the name of the client that is called.
	 * @return the name
	 */
	public String name() {
		return this.learning ? LEARNED : CHOSEN;
	}

	private WebClient client() {
		return this.clients.webClient(name());
	}

	@Override
	public Mono<?> call() {
		return SideCalls.read(client());
	}

	@Override
	public Mono<?> report() {
		return SideCalls.report(client());
	}

	@Override
	public Mono<?> forget() {
		return SideCalls.forget(client());
	}

	@Override
	public PoolState pool() {
		PoolSnapshot pool = this.clients.snapshot(name());
		// a limit that is learned is shown by itself
		int max = this.learning ? pool.max() : pool.limit();
		return new PoolState(pool.active(), pool.idle(), pool.connecting(), pool.pending(), max);
	}

}
