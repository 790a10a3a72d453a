package dev.lifeguard.client.blocking;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import dev.lifeguard.call.Call;
import dev.lifeguard.call.Handover;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Exceptions;
import reactor.util.context.Context;

/**
 * Body of a response on its way from the connection to the thread that reads it. It is
 * copied to the heap as it comes, a few pieces ahead of the reader.
 * <p>
 * What arrives in one turn of the event loop is handed over at the end of that turn, the
 * first time by the exchange: the last piece of a body gives its connection back in the
 * same turn, so the reader's next call finds it.
 * <p>
 * Closing before the end never waits: what is still on its way is thrown away for up to
 * 64 KiB or 100 ms, so that the connection can be used again, and then the connection is
 * closed.
 */
final class ResponseBody implements CoreSubscriber<ByteBuf> {

	private static final int AHEAD = 8;

	private static final byte[] NO_BYTES = {};

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	private final Call call;

	private final Exchange exchange;

	// guarded by the lock
	private final ArrayDeque<byte[]> pieces = new ArrayDeque<>(2);

	private int handedOver;

	private boolean complete;

	private volatile boolean closed;

	private volatile @Nullable Throwable failure;

	private volatile @Nullable Subscription subscription;

	// used by the event loop only
	private boolean handingOver = true;

	private boolean ended;

	private int drained;

	// used by the reading thread only
	private byte[] piece = NO_BYTES;

	private int position;

	private int taken;

	ResponseBody(Call call, Exchange exchange) {
		this.call = call;
		this.exchange = exchange;
	}

	@Override
	public void onSubscribe(Subscription subscription) {
		this.subscription = subscription;
		subscription.request(AHEAD);
	}

	@Override
	public void onNext(ByteBuf bytes) {
		if (this.closed) {
			drain(bytes.readableBytes());
			return;
		}
		byte[] copy = new byte[bytes.readableBytes()];
		bytes.readBytes(copy);
		this.lock.lock();
		try {
			this.pieces.add(copy);
		}
		finally {
			this.lock.unlock();
		}
		handOverSoon();
	}

	private void drain(int size) {
		this.drained += size;
		if (this.drained > Handover.DRAIN_BYTES) {
			this.call.abort();
		}
	}

	@Override
	public void onError(Throwable failure) {
		Throwable translated = this.call.translate(Exceptions.unwrap(failure));
		// whatever the error was, nobody reads the connection any more
		this.call.abort();
		ended(translated);
	}

	@Override
	public void onComplete() {
		ended(null);
	}

	private void ended(@Nullable Throwable failure) {
		this.exchange.stopUpload();
		this.ended = true;
		this.failure = failure;
		handOverSoon();
	}

	private void handOverSoon() {
		if (!this.handingOver) {
			this.handingOver = true;
			this.call.afterRelease(this::handOver);
		}
	}

	/**
	 * Let the reader have all that has arrived.
	 */
	void handOver() {
		this.handingOver = false;
		this.lock.lock();
		try {
			this.handedOver = this.pieces.size();
			this.complete = this.ended;
			this.changed.signal();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Return whether all of the body has arrived.
	 */
	boolean isComplete() {
		this.lock.lock();
		try {
			return this.complete;
		}
		finally {
			this.lock.unlock();
		}
	}

	int read() throws IOException {
		return nextPiece() ? this.piece[this.position++] & 0xFF : -1;
	}

	int read(byte[] bytes, int offset, int length) throws IOException {
		if (length == 0) {
			return 0;
		}
		if (!nextPiece()) {
			return -1;
		}
		int part = Math.min(length, this.piece.length - this.position);
		System.arraycopy(this.piece, this.position, bytes, offset, part);
		this.position += part;
		return part;
	}

	int available() {
		return this.piece.length - this.position;
	}

	/**
	 * Make sure that there is something to read, and return whether there is.
	 */
	private boolean nextPiece() throws IOException {
		while (this.position == this.piece.length) {
			byte[] next = awaitPiece();
			if (next == null) {
				return false;
			}
			this.piece = next;
			this.position = 0;
			askForMore();
		}
		return true;
	}

	private void askForMore() {
		this.taken++;
		Subscription subscription = this.subscription;
		if (this.taken == AHEAD / 2 && subscription != null) {
			this.taken = 0;
			subscription.request(AHEAD / 2);
		}
	}

	private byte @Nullable [] awaitPiece() throws IOException {
		this.lock.lock();
		try {
			while (this.handedOver == 0 && !this.complete && !this.closed) {
				this.changed.await();
			}
			return takePiece();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			this.call.abort();
			throw new InterruptedIOException("interrupted while reading the response's body");
		}
		finally {
			this.lock.unlock();
		}
	}

	private byte @Nullable [] takePiece() throws IOException {
		if (this.closed) {
			throw new IOException("the response is closed");
		}
		if (this.handedOver > 0) {
			this.handedOver--;
			return this.pieces.poll();
		}
		Throwable failure = this.failure;
		if (failure != null) {
			throw ProgramFailure.asIoException(failure);
		}
		return null;
	}

	void close() {
		if (closeOnce()) {
			Subscription subscription = this.subscription;
			if (subscription != null) {
				subscription.request(Long.MAX_VALUE);
			}
			this.call.abortSoon();
		}
	}

	/**
	 * Return whether there is still something on its way that nobody will read.
	 */
	private boolean closeOnce() {
		this.lock.lock();
		try {
			boolean first = !this.closed;
			this.closed = true;
			this.pieces.clear();
			this.handedOver = 0;
			this.changed.signal();
			return first && !this.complete;
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public Context currentContext() {
		return this.exchange.currentContext();
	}

}
