package dev.lifeguard.client.blocking;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

import dev.lifeguard.client.DeclaredLength;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/**
 * Stream to which the calling thread writes the request's body. Up to 64 KiB are kept and
 * sent in one piece with their length; with the next byte the exchange starts and the
 * body is handed over in pieces, as fast as the connection takes them.
 */
final class RequestBody extends OutputStream {

	private static final int FIRST_SIZE = 512;

	private static final int PIECE_SIZE = 16 * 1024;

	private static final int KEPT_SIZE = 64 * 1024;

	private final Exchange exchange;

	private @Nullable Upload upload;

	private byte[] buffer = new byte[FIRST_SIZE];

	private int size;

	private boolean closed;

	private boolean stopped;

	private final boolean repeatable;

	private final DeclaredLength length;

	private @Nullable IllegalArgumentException refused;

	/**
	 * Create a body.
	 * @param exchange the exchange that is started with it
	 * @param repeatable whether it can be written once more
	 * @param length what the request declares
	 */
	RequestBody(Exchange exchange, boolean repeatable, DeclaredLength length) {
		this.exchange = exchange;
		this.repeatable = repeatable;
		this.length = length;
	}

	/**
	 * Create a body that is written once more: the exchange has started.
	 */
	RequestBody(Exchange exchange, DeclaredLength length, Upload upload) {
		this(exchange, true, length);
		this.upload = upload;
	}

	@Override
	public void write(int b) throws IOException {
		write(new byte[] { (byte) b }, 0, 1);
	}

	@Override
	public void write(byte[] bytes, int offset, int length) throws IOException {
		refuseSurplus(length);
		int from = offset;
		int left = length;
		while (left > 0) {
			int part = Math.min(left, room(left));
			System.arraycopy(bytes, from, this.buffer, this.size, part);
			this.size += part;
			from += part;
			left -= part;
		}
	}

	/**
	 * Nothing is sent after a surplus, even if the writer continues.
	 */
	private void refuseSurplus(int bytes) {
		throwRefused();
		try {
			this.length.add(bytes);
		}
		catch (IllegalArgumentException ex) {
			this.refused = ex;
			throw ex;
		}
	}

	private void throwRefused() {
		if (this.refused != null) {
			throw this.refused;
		}
	}

	/**
	 * Make room for some of the wanted bytes, and return for how many.
	 */
	private int room(int wanted) throws IOException {
		int most = (this.upload != null) ? PIECE_SIZE : KEPT_SIZE;
		if (this.size >= most) {
			handOver();
		}
		if (this.size == this.buffer.length) {
			int grown = Math.max(this.buffer.length * 2, Math.min(this.size + wanted, KEPT_SIZE));
			this.buffer = Arrays.copyOf(this.buffer, Math.min(grown, KEPT_SIZE));
		}
		return Math.min(this.buffer.length, Math.max(most, this.size + 1)) - this.size;
	}

	private void handOver() throws IOException {
		Upload upload = this.upload;
		if (upload == null) {
			upload = this.exchange.startUpload(this.repeatable);
			this.upload = upload;
		}
		send(upload, Unpooled.wrappedBuffer(this.buffer, 0, this.size));
		this.buffer = new byte[PIECE_SIZE];
		this.size = 0;
	}

	private void send(Upload upload, ByteBuf piece) throws IOException {
		try {
			upload.send(piece);
			this.exchange.wrote();
		}
		catch (UploadStoppedException ex) {
			this.stopped = true;
			throw ex;
		}
	}

	/**
	 * Return whether the connection refused to take more of the body.
	 */
	boolean isStopped() {
		return this.stopped;
	}

	/**
	 * The write that completes the declared length waits for the end, as it does in a
	 * buffer.
	 */
	@Override
	public void flush() throws IOException {
		if (!this.length.isReached()) {
			handOverRest();
		}
	}

	private void handOverRest() throws IOException {
		if (this.upload != null && this.size > 0) {
			handOver();
		}
	}

	@Override
	public void close() throws IOException {
		if (this.closed) {
			return;
		}
		this.closed = true;
		throwRefused();
		this.length.end();
		if (this.upload == null) {
			this.exchange.start(Unpooled.wrappedBuffer(this.buffer, 0, this.size));
			return;
		}
		handOverRest();
		this.exchange.written();
		this.upload.complete();
	}

}
