package dev.lifeguard.client.reactive;

import dev.lifeguard.client.ManagedClient;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;

import org.springframework.web.reactive.function.client.ClientResponse;

/**
 * Exchange whose response is released within bounds.
 */
final class BoundedExchange extends Mono<ClientResponse> {

	private final Mono<ClientResponse> exchange;

	private final ManagedClient client;

	BoundedExchange(Mono<ClientResponse> exchange, ManagedClient client) {
		this.exchange = exchange;
		this.client = client;
	}

	@Override
	public void subscribe(CoreSubscriber<? super ClientResponse> actual) {
		this.exchange.subscribe(new Bounding(actual, this.client));
	}

	private static final class Bounding extends Relay<ClientResponse> {

		private final ManagedClient client;

		Bounding(CoreSubscriber<? super ClientResponse> actual, ManagedClient client) {
			super(actual);
			this.client = client;
		}

		@Override
		public void onNext(ClientResponse response) {
			super.onNext(BoundedRelease.of(response, this.client));
		}

	}

}
