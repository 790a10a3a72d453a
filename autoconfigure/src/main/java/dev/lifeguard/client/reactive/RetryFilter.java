package dev.lifeguard.client.reactive;

import dev.lifeguard.client.ManagedClient;
import reactor.core.publisher.Mono;

import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;

/**
 * Filter that repeats a call together with the application's filters, so that each
 * attempt gets a fresh token, signature or trace from them. It must be the outermost
 * filter.
 *
 * @since 0.1.0
 */
public final class RetryFilter implements ExchangeFilterFunction {

	private final ManagedClient client;

	/**
	 * Create a filter.
	 * @param client the client whose calls to repeat
	 */
	public RetryFilter(ManagedClient client) {
		this.client = client;
	}

	@Override
	public Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next) {
		return new RetriedExchange(this.client, request, next);
	}

}
