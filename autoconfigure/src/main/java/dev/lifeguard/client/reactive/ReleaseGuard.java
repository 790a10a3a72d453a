package dev.lifeguard.client.reactive;

import dev.lifeguard.client.ManagedClient;
import reactor.core.publisher.Mono;

import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;

/**
 * Filter that releases the responses that the application's filters dropped: one that
 * fails on an error status, or that refreshes a token and exchanges again. It must be the
 * outermost filter.
 *
 * @since 0.1.0
 */
public final class ReleaseGuard implements ExchangeFilterFunction {

	private final ManagedClient client;

	/**
	 * Create a guard.
	 * @param client the client whose filters it surrounds
	 */
	public ReleaseGuard(ManagedClient client) {
		this.client = client;
	}

	@Override
	public Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next) {
		return Mono.defer(() -> {
			OpenedResponses opened = new OpenedResponses(this.client);
			return next.exchange(request)
				.map((response) -> handOn(response, opened))
				.doOnTerminate(opened::releaseAll)
				.doOnCancel(opened::releaseAll)
				.contextWrite((context) -> context.put(OpenedResponses.class, opened));
		});
	}

	private ClientResponse handOn(ClientResponse response, OpenedResponses opened) {
		opened.releaseAllBut(response);
		return BoundedRelease.of(response, this.client);
	}

}
