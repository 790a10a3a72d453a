package dev.lifeguard.client.reactive;

import reactor.core.publisher.Mono;

import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;

/**
 * Releases the responses that the application's filters dropped: one that fails on an
 * error status, or that refreshes a token and exchanges again. It has to be the outermost
 * filter.
 *
 * @since 0.1.0
 */
public final class ReleaseGuard implements ExchangeFilterFunction {

	@Override
	public Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next) {
		return Mono.defer(() -> {
			OpenedResponses opened = new OpenedResponses();
			return next.exchange(request)
				.doOnNext((handedOn) -> opened.releaseAllButLast())
				.doOnTerminate(opened::releaseAll)
				.doOnCancel(opened::releaseAll)
				.contextWrite((context) -> context.put(OpenedResponses.class, opened));
		});
	}

}
