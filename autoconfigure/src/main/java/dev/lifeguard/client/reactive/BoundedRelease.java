package dev.lifeguard.client.reactive;

import dev.lifeguard.call.Handover;
import dev.lifeguard.client.ManagedClient;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.reactive.ClientHttpResponse;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.support.ClientResponseWrapper;

/**
 * Response whose unwanted body is discarded within bounds: 64 KiB or 100 ms of it, and
 * then its connection is closed. Spring's own release reads to the end, which an endless
 * body does not have.
 */
final class BoundedRelease extends ClientResponseWrapper {

	private final ManagedClient client;

	private BoundedRelease(ClientResponse response, ManagedClient client) {
		super(response);
		this.client = client;
	}

	/**
	 * Return a response that is released within bounds. A filter may have made another
	 * one of it since.
	 */
	static ClientResponse of(ClientResponse response, ManagedClient client) {
		return (response instanceof BoundedRelease) ? response : new BoundedRelease(response, client);
	}

	/**
	 * A mock has no body, whatever its type promises.
	 */
	@Override
	public Mono<Void> releaseBody() {
		@Nullable Mono<Void> released = body((message, context) -> released(message));
		return (released != null) ? released : super.releaseBody();
	}

	private Mono<Void> released(ClientHttpResponse message) {
		return Mono.defer(() -> {
			Released released = new Released();
			return message.getBody()
				.takeUntilOther(timeIsUp())
				.map(released::isEnough)
				.takeUntil(Boolean::booleanValue)
				.then();
		});
	}

	private Mono<Void> timeIsUp() {
		return Mono.create((sink) -> sink.onDispose(this.client.afterDrain(sink::success)::run));
	}

	@Override
	public Mono<ResponseEntity<Void>> toBodilessEntity() {
		return releaseBody()
			.then(Mono.fromSupplier(() -> new ResponseEntity<>(headers().asHttpHeaders(), statusCode())));
	}

	/**
	 * Bytes of one body that were discarded.
	 */
	private static final class Released {

		private long bytes;

		boolean isEnough(DataBuffer piece) {
			this.bytes += piece.readableByteCount();
			DataBufferUtils.release(piece);
			return this.bytes > Handover.DRAIN_BYTES;
		}

	}

}
