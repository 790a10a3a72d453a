package dev.lifeguard.client.blocking;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests of {@link Upload}.
 */
class UploadTests {

	private static final int PATIENCE_SECONDS = 10;

	private final Upload upload = new Upload();

	private final Taker taker = new Taker();

	private final ByteBuf piece = Unpooled.wrappedBuffer(new byte[] { 1 });

	@Test
	void oneConnectionHasIt() {
		assertThat(this.upload.begin(Runnable::run)).isTrue();
		assertThat(this.upload.begin(Runnable::run)).isFalse();
	}

	@Test
	void pieceIsHandedOverOnceItIsAskedFor() throws Exception {
		this.upload.subscribe(this.taker);
		Writer writer = write();
		assertThat(this.taker.pieces).isEmpty();
		this.upload.request(1);
		assertThat(writer.failure()).isNull();
		assertThat(this.taker.pieces).containsExactly(this.piece);
	}

	@Test
	void eachPieceUsesOneOfThoseThatWereAskedFor() throws Exception {
		this.upload.subscribe(this.taker);
		this.upload.request(2);
		this.upload.send(this.piece);
		this.upload.send(this.piece);
		Writer third = write();
		assertThat(this.taker.pieces).hasSize(2);
		this.upload.request(1);
		assertThat(third.failure()).isNull();
		assertThat(this.taker.pieces).hasSize(3);
	}

	@Test
	void endlessDemandStaysEndless() throws Exception {
		this.upload.subscribe(this.taker);
		this.upload.request(Long.MAX_VALUE);
		this.upload.request(Long.MAX_VALUE);
		this.upload.request(2);
		Writer writer = new Writer();
		writer.thread.start();
		assertThat(writer.failure()).isNull();
		assertThat(this.taker.pieces).hasSize(1);
	}

	@Test
	void stopLetsGoOfTheWriter() throws Exception {
		this.upload.subscribe(this.taker);
		Writer writer = write();
		this.upload.stop();
		assertThat(writer.failure()).isInstanceOf(UploadStoppedException.class);
	}

	@Test
	void cancelOfTheConnectionLetsGoOfTheWriter() throws Exception {
		this.upload.subscribe(this.taker);
		Writer writer = write();
		this.taker.subscription().cancel();
		assertThat(writer.failure()).isInstanceOf(UploadStoppedException.class);
	}

	@Test
	void nothingIsSentAfterTheStopWhateverWasAskedFor() {
		this.upload.subscribe(this.taker);
		this.upload.request(5);
		this.upload.stop();
		assertThatExceptionOfType(UploadStoppedException.class).isThrownBy(() -> this.upload.send(this.piece))
			.withMessage("the connection accepts no more of the request's body");
		assertThat(this.taker.pieces).isEmpty();
	}

	@Test
	void interruptedWriterIsLetGoAndStaysInterrupted() throws Exception {
		this.upload.subscribe(this.taker);
		Writer writer = write();
		writer.thread.interrupt();
		assertThat(writer.failure()).isInstanceOf(InterruptedIOException.class)
			.hasMessage("interrupted while sending the request's body");
		assertThat(writer.interrupted).isTrue();
	}

	@Test
	void endIsToldOnTheEventLoop() throws IOException {
		Deque<Runnable> loop = new ArrayDeque<>();
		this.upload.begin(loop::add);
		this.upload.subscribe(this.taker);
		this.upload.complete();
		assertThat(this.taker.completed).isZero();
		loop.forEach(Runnable::run);
		assertThat(this.taker.completed).isOne();
	}

	@Test
	void endBeforeTheConnectionAsksIsToldWhenItDoes() throws IOException {
		this.upload.complete();
		this.upload.subscribe(this.taker);
		assertThat(this.taker.completed).isOne();
	}

	@Test
	void loopThatIsShutDownFailsTheEnd() {
		this.upload.begin((task) -> {
			throw new RejectedExecutionException("shut down");
		});
		this.upload.subscribe(this.taker);
		assertThatExceptionOfType(IOException.class).isThrownBy(this.upload::complete)
			.withMessage("the event loop of the connection is shut down")
			.withCauseInstanceOf(RejectedExecutionException.class);
	}

	@Test
	void secondSubscriberIsRefusedAndTheWriterLetGo() throws Exception {
		this.upload.subscribe(this.taker);
		Writer writer = write();
		Taker second = new Taker();
		this.upload.subscribe(second);
		assertThat(second.failure).isInstanceOf(IllegalStateException.class)
			.hasMessage("the body of one connection is asked for twice");
		assertThat(writer.failure()).isInstanceOf(UploadStoppedException.class);
	}

	/**
	 * Write a piece on a thread of its own, and return when that thread waits.
	 */
	private Writer write() {
		Writer writer = new Writer();
		writer.thread.start();
		await().until(() -> writer.thread.getState() == Thread.State.WAITING);
		return writer;
	}

	private final class Writer {

		private final CompletableFuture<@Nullable Throwable> end = new CompletableFuture<>();

		private final Thread thread = new Thread(this::send);

		private volatile boolean interrupted;

		private void send() {
			try {
				UploadTests.this.upload.send(UploadTests.this.piece);
				this.end.complete(null);
			}
			catch (IOException ex) {
				this.interrupted = Thread.currentThread().isInterrupted();
				this.end.complete(ex);
			}
		}

		@Nullable Throwable failure() throws Exception {
			return this.end.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
		}

	}

	/**
	 * Takes what it is given, and asks for nothing by itself.
	 */
	private static final class Taker implements Subscriber<ByteBuf> {

		private final List<ByteBuf> pieces = new ArrayList<>();

		private @Nullable Subscription subscription;

		private @Nullable Throwable failure;

		private int completed;

		Subscription subscription() {
			assertThat(this.subscription).isNotNull();
			return this.subscription;
		}

		@Override
		public void onSubscribe(Subscription subscription) {
			this.subscription = subscription;
		}

		@Override
		public void onNext(ByteBuf piece) {
			this.pieces.add(piece);
		}

		@Override
		public void onError(Throwable failure) {
			this.failure = failure;
		}

		@Override
		public void onComplete() {
			this.completed++;
		}

	}

}
