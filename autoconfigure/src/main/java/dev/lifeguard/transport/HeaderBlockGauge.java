package dev.lifeguard.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameTypes;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.util.AttributeKey;

/**
 * Inbound handler beneath the HTTP/2 codec that notes whose headers are so large that the
 * codec closes the connection. The codec does so, with all calls of the connection, once
 * the encoded headers are larger than a limit, because it can neither decode nor skip
 * them; and does not tell which call they belong to.
 * <p>
 * Source: RFC 9113, sections 4.1, 4.3 and 6.10.
 */
final class HeaderBlockGauge extends ChannelInboundHandlerAdapter {

	private static final AttributeKey<Integer> TOO_LARGE = AttributeKey.valueOf(HeaderBlockGauge.class, "tooLarge");

	private static final int HEAD = 9;

	private final long limit;

	private final byte[] head = new byte[HEAD];

	private int filled;

	private int payload;

	private long block;

	private HeaderBlockGauge(long limit) {
		this.limit = limit;
	}

	/**
	 * Add the handler to a connection that is being made, if it is to speak HTTP/2.
	 * @param limit the most bytes of encoded headers that the codec takes
	 */
	static void install(Channel channel, long limit) {
		ChannelHandlerContext codec = channel.pipeline().context(Http2FrameCodec.class);
		if (codec != null) {
			channel.pipeline().addBefore(codec.name(), null, new HeaderBlockGauge(limit));
		}
	}

	/**
	 * Return whether a channel is a stream whose headers were too large for the codec.
	 */
	static boolean isTooLarge(Channel channel) {
		if (!(channel instanceof Http2StreamChannel stream)) {
			return false;
		}
		Integer noted = stream.parent().attr(TOO_LARGE).get();
		return noted != null && noted == stream.stream().id();
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		if (message instanceof ByteBuf bytes) {
			gauge(context.channel(), bytes);
		}
		context.fireChannelRead(message);
	}

	private void gauge(Channel channel, ByteBuf bytes) {
		int index = bytes.readerIndex();
		while (index < bytes.writerIndex()) {
			int left = bytes.writerIndex() - index;
			if (this.payload > 0) {
				int skipped = Math.min(left, this.payload);
				this.payload -= skipped;
				index += skipped;
			}
			else {
				int taken = Math.min(left, HEAD - this.filled);
				bytes.getBytes(index, this.head, this.filled, taken);
				this.filled += taken;
				index += taken;
				headTaken(channel);
			}
		}
	}

	private void headTaken(Channel channel) {
		if (this.filled < HEAD) {
			return;
		}
		this.filled = 0;
		this.payload = number(0, 3);
		byte type = this.head[3];
		if (type == Http2FrameTypes.HEADERS || type == Http2FrameTypes.CONTINUATION) {
			this.block = this.payload + ((type == Http2FrameTypes.CONTINUATION) ? this.block : 0);
			if (this.block > this.limit) {
				channel.attr(TOO_LARGE).setIfAbsent(number(5, HEAD) & Integer.MAX_VALUE);
			}
		}
	}

	private int number(int from, int to) {
		int number = 0;
		for (int index = from; index < to; index++) {
			number = (number << 8) | (this.head[index] & 0xff);
		}
		return number;
	}

}
