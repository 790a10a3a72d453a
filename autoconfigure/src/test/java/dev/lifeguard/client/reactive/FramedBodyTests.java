package dev.lifeguard.client.reactive;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import dev.lifeguard.client.DeclaredLength;
import io.netty.buffer.UnpooledByteBufAllocator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.NettyDataBuffer;
import org.springframework.core.io.buffer.NettyDataBufferFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link FramedBody}: no byte too many, none too few, and no buffer lost.
 */
class FramedBodyTests {

	private final NettyDataBufferFactory buffers = new NettyDataBufferFactory(UnpooledByteBufAllocator.DEFAULT);

	private final List<DataBuffer> made = new ArrayList<>();

	@AfterEach
	void everyBufferWasReleased() {
		assertThat(this.made).allMatch((piece) -> ((NettyDataBuffer) piece).getNativeBuffer().refCnt() == 0);
	}

	@Test
	void singlePieceStaysOne() {
		Publisher<DataBuffer> body = FramedBody.of(Mono.just(piece("abc")), declared(3));
		assertThat(body).isInstanceOf(Mono.class);
		StepVerifier.create(texts(body)).expectNext("abc").verifyComplete();
	}

	@Test
	void singlePieceOfAnotherLengthIsNotSent() {
		StepVerifier.create(texts(FramedBody.of(Mono.just(piece("abcd")), declared(3))))
			.verifyErrorMessage("the request declares Content-Length 3 and its body has more: 4 bytes");
		StepVerifier.create(texts(FramedBody.of(Mono.just(piece("ab")), declared(3))))
			.verifyErrorMessage("the request declares Content-Length 3 and its body has only 2 bytes");
	}

	@Test
	void noPieceAtAllIsTooShort() {
		StepVerifier.create(texts(FramedBody.of(Mono.empty(), declared(3))))
			.verifyErrorMessage("the request declares Content-Length 3 and its body has only 0 bytes");
	}

	@Test
	void pieceThatCompletesTheLengthWaitsForTheEnd() {
		TestPublisher<DataBuffer> source = TestPublisher.create();
		StepVerifier.create(texts(FramedBody.of(source.flux(), declared(4))))
			.then(() -> source.next(piece("ab")))
			.expectNext("ab")
			.then(() -> source.next(piece("cd")))
			.expectNoEvent(Duration.ofMillis(20))
			.then(source::complete)
			.expectNext("cd")
			.verifyComplete();
	}

	@Test
	void surplusIsNotSentAndNeitherIsWhatWasKept() {
		StepVerifier.create(texts(FramedBody.of(pieces("ab", "cd", "e"), declared(4))))
			.expectNext("ab")
			.verifyErrorMessage("the request declares Content-Length 4 and its body has more: at least 5 bytes");
	}

	@Test
	void bodyThatEndsTooEarlyFails() {
		StepVerifier.create(texts(FramedBody.of(pieces("ab", "c"), declared(4))))
			.expectNext("ab", "c")
			.verifyErrorMessage("the request declares Content-Length 4 and its body has only 3 bytes");
	}

	@Test
	void emptyPiecesAreNoSurplus() {
		StepVerifier.create(texts(FramedBody.of(pieces("ab", "", "cd", ""), declared(4))))
			.expectNext("ab", "cd")
			.verifyComplete();
	}

	@Test
	void whatIsKeptIsReleasedIfNobodyWantsTheBodyAnyMore() {
		TestPublisher<DataBuffer> source = TestPublisher.create();
		StepVerifier.create(texts(FramedBody.of(source.flux(), declared(2))))
			.then(() -> source.next(piece("ab")))
			.thenCancel()
			.verify();
		source.assertCancelled();
	}

	@Test
	void partsAreCheckedTogether() {
		Publisher<Publisher<DataBuffer>> body = FramedBody.ofParts(Flux.just(pieces("ab"), pieces("c", "d")),
				declared(4));
		StepVerifier.create(Flux.from(body).concatMap(FramedBodyTests::texts))
			.expectNext("ab", "c", "d")
			.verifyComplete();
	}

	@Test
	void surplusOfALaterPartIsNotSent() {
		Publisher<Publisher<DataBuffer>> body = FramedBody.ofParts(Flux.just(pieces("ab"), pieces("c", "d")),
				declared(3));
		StepVerifier.create(Flux.from(body).concatMap(FramedBodyTests::texts))
			.expectNext("ab")
			.verifyErrorMessage("the request declares Content-Length 3 and its body has more: at least 4 bytes");
	}

	@Test
	void partsThatEndTooEarlyFail() {
		Publisher<Publisher<DataBuffer>> body = FramedBody.ofParts(Flux.just(pieces("ab")), declared(3));
		StepVerifier.create(Flux.from(body).concatMap(FramedBodyTests::texts))
			.expectNext("ab")
			.verifyErrorMessage("the request declares Content-Length 3 and its body has only 2 bytes");
	}

	@Test
	void nothingIsReadToItsEnd() {
		StepVerifier.create(FramedBody.ofNothing(pieces("", ""), declared(0))).verifyComplete();
		StepVerifier.create(FramedBody.ofNothing(pieces("", "a"), declared(0)))
			.verifyErrorMessage("the request declares Content-Length 0 and its body has more: at least 1 bytes");
	}

	@Test
	void emptyPieceOfNothingIsReleased() {
		StepVerifier.create(FramedBody.ofNothing(Mono.just(piece("")), declared(0)))
			.expectNextCount(1)
			.verifyComplete();
	}

	@Test
	void endIsAnnouncedOnTheEventLoop() {
		ExecutorService loop = Executors.newSingleThreadExecutor((task) -> new Thread(task, "loop"));
		try {
			List<String> threads = new ArrayList<>();
			StepVerifier
				.create(texts(FramedBody.endingOn(loop, pieces("ab")))
					.doOnComplete(() -> threads.add(Thread.currentThread().getName())))
				.expectNext("ab")
				.verifyComplete();
			StepVerifier
				.create(texts(FramedBody.endingOn(loop, Flux.error(new IllegalStateException("no body"))))
					.doOnError((failure) -> threads.add(Thread.currentThread().getName())))
				.verifyErrorMessage("no body");
			assertThat(threads).containsExactly("loop", "loop");
		}
		finally {
			loop.shutdown();
		}
	}

	@Test
	void bodyStaysAsItIsWithoutAnEventLoop() {
		Flux<DataBuffer> body = Flux.empty();
		assertThat(FramedBody.endingOn(null, body)).isSameAs(body);
	}

	private Flux<DataBuffer> pieces(String... texts) {
		return Flux.fromIterable(Arrays.stream(texts).map(this::piece).toList());
	}

	private DataBuffer piece(String text) {
		DataBuffer piece = this.buffers.allocateBuffer(8).write(text, StandardCharsets.US_ASCII);
		this.made.add(piece);
		return piece;
	}

	private static Flux<String> texts(Publisher<? extends DataBuffer> body) {
		return Flux.from(body).map((piece) -> {
			String text = piece.toString(StandardCharsets.US_ASCII);
			DataBufferUtils.release(piece);
			return text;
		});
	}

	private static DeclaredLength declared(int length) {
		return DeclaredLength.of(List.of(Integer.toString(length)));
	}

}
