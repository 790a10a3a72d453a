package dev.lifeguard.client.blocking;

import java.util.function.BiFunction;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.NettyOutbound;
import reactor.netty.http.client.HttpClientRequest;

/**
 * Sender of the request of one exchange, as long as there is something to send: the pool
 * keeps the sender of the first request to a remote for its whole life, and must not keep
 * the request with it.
 */
final class Sending implements BiFunction<HttpClientRequest, NettyOutbound, Publisher<Void>> {

	private volatile @Nullable BiFunction<HttpClientRequest, NettyOutbound, Publisher<Void>> request;

	Sending(BiFunction<HttpClientRequest, NettyOutbound, Publisher<Void>> request) {
		this.request = request;
	}

	@Override
	public Publisher<Void> apply(HttpClientRequest target, NettyOutbound outbound) {
		BiFunction<HttpClientRequest, NettyOutbound, Publisher<Void>> request = this.request;
		return (request != null) ? request.apply(target, outbound)
				: Mono.error(new IllegalStateException("the exchange is over, or its response has begun"));
	}

	/**
	 * Let go of the request: the response has begun, or never will.
	 */
	void over() {
		this.request = null;
	}

}
