package dev.lifeguard.client.reactive;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;

import dev.lifeguard.client.DeclaredLength;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;

/**
 * Body that fails if it does not have the length that its request declares.
 */
final class FramedBody {

	private FramedBody() {
	}

	/**
	 * Return a body with its check. One in a single piece stays in a single piece: it is
	 * sent together with the head, or not at all.
	 */
	static Publisher<DataBuffer> of(Publisher<? extends DataBuffer> body, DeclaredLength length) {
		if (body instanceof Mono<? extends DataBuffer> whole) {
			return whole.<DataBuffer>handle((piece, sink) -> check(piece, length, sink))
				.switchIfEmpty(Mono.defer(() -> ended(length)));
		}
		return Flux.using(() -> new LastPiece(length),
				(last) -> Flux.from(body).handle(last).concatWith(Mono.defer(last::ended)), LastPiece::discard);
	}

	/**
	 * Return a body that is flushed part by part with its check.
	 */
	static Publisher<Publisher<DataBuffer>> ofParts(Publisher<? extends Publisher<? extends DataBuffer>> body,
			DeclaredLength length) {
		return Flux.using(() -> new LastPiece(length),
				(last) -> Flux.from(body)
					.<Publisher<DataBuffer>>map((part) -> Flux.from(part).handle(last))
					.concatWith(Mono.defer(last::ended).map(Mono::just)),
				LastPiece::discard);
	}

	/**
	 * Return the check of a body whose request declares that there is none. It comes
	 * before the request is sent: the head alone would be the whole request.
	 */
	static Flux<DataBuffer> ofNothing(Publisher<? extends DataBuffer> body, DeclaredLength length) {
		return Flux.from(of(body, length)).doOnNext(DataBufferUtils::release);
	}

	/**
	 * Return a body whose end is announced on the event loop, wherever its pieces come
	 * from.
	 */
	static Publisher<? extends DataBuffer> endingOn(@Nullable Executor loop, Publisher<? extends DataBuffer> body) {
		if (loop == null) {
			return body;
		}
		Scheduler scheduler = Schedulers.fromExecutor(loop);
		return Flux.<DataBuffer>from(body)
			.onErrorResume((ex) -> Mono.<DataBuffer>error(ex).subscribeOn(scheduler))
			.concatWith(Mono.<DataBuffer>empty().subscribeOn(scheduler));
	}

	private static void check(DataBuffer piece, DeclaredLength length, SynchronousSink<DataBuffer> sink) {
		try {
			length.check(piece.readableByteCount());
			sink.next(piece);
		}
		catch (IllegalArgumentException ex) {
			DataBufferUtils.release(piece);
			sink.error(ex);
		}
	}

	private static <T> Mono<T> ended(DeclaredLength length) {
		length.end();
		return Mono.empty();
	}

	/**
	 * Check of a body in pieces that keeps the piece which completes the declared length
	 * until the body has ended: a peer that has it takes the request for complete.
	 */
	private static final class LastPiece implements BiConsumer<DataBuffer, SynchronousSink<DataBuffer>> {

		private final DeclaredLength length;

		private final AtomicReference<@Nullable DataBuffer> kept = new AtomicReference<>();

		LastPiece(DeclaredLength length) {
			this.length = length;
		}

		@Override
		public void accept(DataBuffer piece, SynchronousSink<DataBuffer> sink) {
			int bytes = piece.readableByteCount();
			if (bytes == 0) {
				DataBufferUtils.release(piece);
				return;
			}
			try {
				if (this.length.add(bytes).isReached()) {
					this.kept.set(piece);
					return;
				}
				sink.next(piece);
			}
			catch (IllegalArgumentException ex) {
				DataBufferUtils.release(piece);
				sink.error(ex);
			}
		}

		Mono<DataBuffer> ended() {
			this.length.end();
			return Mono.justOrEmpty(this.kept.getAndSet(null));
		}

		void discard() {
			DataBuffer piece = this.kept.getAndSet(null);
			if (piece != null) {
				DataBufferUtils.release(piece);
			}
		}

	}

}
