package dev.lifeguard.call.wire;

import dev.lifeguard.call.Call;
import dev.lifeguard.pool.PooledSocket;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpConstants;
import org.jspecify.annotations.Nullable;

/**
 * Inbound handler beneath the HTTP/1.1 decoder that closes a connection on which a byte
 * arrives that belongs to no response. The decoder would keep such bytes, and read the
 * next response as if it went on where they end.
 * <p>
 * A byte is expected from the moment a request is written until its response is over.
 * Where in a read the response ended is known without a look into the decoder: a decoder
 * that holds nothing works on the very buffer that it is given, and hands a message up
 * before it looks at the bytes behind it. So what is unread of that buffer when the end
 * of the response comes up is behind the response. All that a decoder ever holds is the
 * beginning of a line. If it does, it is first given the rest of that line alone, which
 * it takes whole, and then the rest of the bytes.
 * <p>
 * Source: RFC 9112, section 6.3.
 */
final class StrayBytesHandler extends ChannelInboundHandlerAdapter {

	private boolean awaited;

	private boolean reading;

	private boolean begunWhileReading;

	private boolean answering;

	private boolean partialLine;

	private boolean unclean;

	private boolean more;

	private @Nullable ByteBuf current;

	void requestWritten() {
		this.awaited = true;
		this.answering = false;
		this.begunWhileReading = this.reading;
	}

	/**
	 * Return whether a request was written whose response is not over.
	 */
	boolean isAwaited() {
		return this.awaited;
	}

	/**
	 * Note that a response is over, while its last bytes are decoded.
	 * @return whether the decoder has been given nothing but the response
	 */
	boolean responseOver() {
		this.awaited = false;
		ByteBuf current = this.current;
		this.unclean |= this.more || (current != null && current.isReadable());
		return !this.unclean;
	}

	/**
	 * Note that the decoder cannot be used for another response.
	 */
	void broken() {
		this.awaited = false;
		this.unclean = true;
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		if (!(message instanceof ByteBuf bytes) || !bytes.isReadable()) {
			context.fireChannelRead(message);
			return;
		}
		this.reading = true;
		if (isExpected()) {
			noteFirst(context.channel());
			decode(context, bytes);
		}
		else {
			this.unclean = true;
			bytes.release();
		}
		if (this.unclean) {
			close(context.channel());
		}
	}

	private void noteFirst(Channel channel) {
		if (!this.answering) {
			this.answering = true;
			Call call = Call.boundTo(channel);
			if (call != null) {
				call.resend().answering();
			}
		}
	}

	/**
	 * Nothing that is read together with the end of a response answers the next request.
	 */
	private boolean isExpected() {
		return this.awaited && !this.begunWhileReading && !this.unclean;
	}

	private void decode(ChannelHandlerContext context, ByteBuf bytes) {
		int line = this.partialLine ? bytes.bytesBefore(HttpConstants.LF) + 1 : 0;
		if (line == 0 || line == bytes.readableBytes()) {
			this.partialLine &= line == 0;
			decodeWhole(context, bytes);
			return;
		}
		this.more = true;
		this.partialLine = false;
		decodeWhole(context, bytes.readRetainedSlice(line));
		this.more = false;
		if (isExpected()) {
			decodeWhole(context, bytes);
		}
		else {
			bytes.release();
		}
	}

	/**
	 * The buffer is kept until the decoder is done with it: one that is released early is
	 * used for something else.
	 */
	private void decodeWhole(ChannelHandlerContext context, ByteBuf bytes) {
		this.current = bytes.retain();
		try {
			context.fireChannelRead(bytes);
		}
		finally {
			this.current = null;
			this.partialLine |= bytes.isReadable();
			bytes.release();
		}
	}

	private static void close(Channel channel) {
		PooledSocket socket = PooledSocket.beneath(channel);
		if (socket != null) {
			socket.strayBytes();
		}
		channel.close();
	}

	@Override
	public void channelReadComplete(ChannelHandlerContext context) {
		this.reading = false;
		this.begunWhileReading = false;
		context.fireChannelReadComplete();
	}

}
