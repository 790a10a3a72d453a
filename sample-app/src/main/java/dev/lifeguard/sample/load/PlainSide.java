package dev.lifeguard.sample.load;

import dev.lifeguard.sample.backend.Backends;
import reactor.core.publisher.Mono;

import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Client that Spring Boot makes by default. Like an application it is started again to
 * change its bound.
 *
 * @since 0.1.0
 */
@Component
public class PlainSide implements Side, AutoCloseable {

	/** How many connections per host Spring Boot's client has by default. */
	public static final int DEFAULT_MAX = 500;

	private final WebClient.Builder builder;

	private volatile Running running;

	PlainSide(WebClient.Builder builder, Backends backends) {
		this.builder = builder.baseUrl(backends.plain().url());
		this.running = run(DEFAULT_MAX);
	}

	private Running run(int max) {
		PlainPool pool = new PlainPool(max);
		ClientHttpConnector connector = ClientHttpConnectorBuilder.reactor()
			.withHttpClientFactory(pool::client)
			.build();
		return new Running(pool, this.builder.clone().clientConnector(connector).build());
	}

	/**
	 * Start the client again: its connections are cut, and callers that wait for one are
	 * refused.
	 * @param max how many connections it may have from now on
	 */
	public synchronized void restart(int max) {
		PlainPool old = this.running.pool();
		this.running = run(max);
		old.drop();
	}

	/**
	 * Return how many connections it may have.
	 * @return the bound
	 */
	public int max() {
		return this.running.pool().max();
	}

	@Override
	public Mono<?> call() {
		return SideCalls.read(this.running.client());
	}

	@Override
	public Mono<?> forget() {
		return SideCalls.forget(this.running.client());
	}

	@Override
	public Mono<?> report() {
		return SideCalls.report(this.running.client());
	}

	@Override
	public PoolState pool() {
		return this.running.pool().state();
	}

	@Override
	public void close() {
		this.running.pool().drop();
	}

	/**
	 * Client and its pool from one start to the next.
	 */
	private record Running(PlainPool pool, WebClient client) {

	}

}
