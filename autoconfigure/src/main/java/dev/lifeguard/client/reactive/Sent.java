package dev.lifeguard.client.reactive;

import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;

/**
 * Sending of a request, whose failure the request hears of before anybody else.
 */
final class Sent extends Mono<Void> {

	private final Mono<Void> sent;

	private final FramedRequest request;

	private final boolean byTransport;

	private Sent(Mono<Void> sent, FramedRequest request, boolean byTransport) {
		this.sent = sent;
		this.request = request;
		this.byTransport = byTransport;
	}

	/**
	 * Return what the application does to send the request, all of it.
	 */
	static Mono<Void> byApplication(Mono<Void> sent, FramedRequest request) {
		return new Sent(sent, request, false);
	}

	/**
	 * Return what the transport does of it.
	 */
	static Mono<Void> byTransport(Mono<Void> sent, FramedRequest request) {
		return new Sent(sent, request, true);
	}

	@Override
	public void subscribe(CoreSubscriber<? super Void> actual) {
		this.sent.subscribe(new Failing(actual));
	}

	private final class Failing extends Relay<Void> {

		Failing(CoreSubscriber<? super Void> actual) {
			super(actual);
		}

		@Override
		public void onError(Throwable failure) {
			if (Sent.this.byTransport) {
				Sent.this.request.transportFailed(failure);
			}
			else {
				Sent.this.request.failed(failure);
			}
			super.onError(failure);
		}

	}

}
