package dev.lifeguard.client.reactive;

import java.util.function.Consumer;

import dev.lifeguard.client.DeclaredLength;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SynchronousSink;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;

/**
 * Bodies that fail where they do not have the length that their request declares, and
 * that tell when they fail.
 */
final class FramedBody {

	private FramedBody() {
	}

	/**
	 * Return a body with its check. One in a single piece stays in a single piece: it is
	 * sent together with the head, or not at all.
	 * @param failed told why the body failed
	 */
	static Publisher<? extends DataBuffer> of(Publisher<? extends DataBuffer> body, DeclaredLength length,
			Consumer<Throwable> failed) {
		if (body instanceof Mono<? extends DataBuffer> whole) {
			return length.isDeclared() ? whole(whole, length).doOnError(failed) : whole.doOnError(failed);
		}
		return all(body, length).doOnError(failed);
	}

	private static Flux<? extends DataBuffer> all(Publisher<? extends DataBuffer> body, DeclaredLength length) {
		return length.isDeclared() ? pieces(body, length).concatWith(Mono.defer(() -> ended(length))) : Flux.from(body);
	}

	private static Mono<DataBuffer> whole(Mono<? extends DataBuffer> whole, DeclaredLength length) {
		return whole
			.<DataBuffer>handle((piece, sink) -> pass(piece, () -> length.check(piece.readableByteCount()), sink))
			.switchIfEmpty(Mono.defer(() -> ended(length)));
	}

	/**
	 * Return a body that is flushed part by part with its check.
	 */
	static Publisher<Publisher<DataBuffer>> ofParts(Publisher<? extends Publisher<? extends DataBuffer>> body,
			DeclaredLength length, Consumer<Throwable> failed) {
		return Flux.from(body)
			.<Publisher<DataBuffer>>map((part) -> pieces(part, length).doOnError(failed))
			.concatWith(Mono.defer(() -> ended(length)))
			.doOnError(failed);
	}

	private static Flux<DataBuffer> pieces(Publisher<? extends DataBuffer> body, DeclaredLength length) {
		return Flux.from(body).handle((piece, sink) -> pass(piece, () -> length.add(piece.readableByteCount()), sink));
	}

	private static void pass(DataBuffer piece, Runnable check, SynchronousSink<DataBuffer> sink) {
		try {
			check.run();
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

}
