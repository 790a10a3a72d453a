package dev.lifeguard.coding;

import java.util.List;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.compression.JdkZlibDecoder;
import io.netty.handler.codec.compression.ZlibWrapper;

/**
 * Decoder of one gzip member, which makes way for a decoder of the next if more data
 * follows. A decoder that reads on through all members never says whether the last is
 * whole.
 * <p>
 * Source: RFC 1952, section 2.2.
 */
final class GzipMember extends JdkZlibDecoder {

	private static final int MAGIC = 0x1f8b;

	private boolean begun;

	GzipMember() {
		super(ZlibWrapper.GZIP, false, 0);
	}

	@Override
	protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws Exception {
		if (isClosed()) {
			// what is left in the buffer goes to the next
			context.pipeline().replace(this, null, new GzipMember());
			return;
		}
		if (!this.begun && in.readableBytes() >= Short.BYTES) {
			this.begun = true;
			if (in.getUnsignedShort(in.readerIndex()) != MAGIC) {
				throw new WrongCompressionException("is not gzip");
			}
		}
		super.decode(context, in, out);
	}

}
