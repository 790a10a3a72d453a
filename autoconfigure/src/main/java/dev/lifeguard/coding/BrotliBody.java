package dev.lifeguard.coding;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

import com.aayushatharva.brotli4j.decoder.DecoderJNI;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import org.jspecify.annotations.Nullable;

/**
 * Decoder of Brotli that knows whether the data is complete; Netty's does not expose
 * that. It needs the library Brotli4j.
 */
final class BrotliBody extends ByteToMessageDecoder implements KnownEnd {

	private static final int INPUT_SIZE = 8 * 1024;

	private DecoderJNI.@Nullable Wrapper decoder;

	private boolean done;

	/**
	 * Create a decoder. Only here is the library needed.
	 */
	static ByteToMessageDecoder create() {
		return new BrotliBody();
	}

	@Override
	public boolean isAtEnd() {
		return this.done;
	}

	@Override
	protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws Exception {
		if (this.done) {
			throw new WrongCompressionException("has trailing data");
		}
		DecoderJNI.Wrapper decoder = decoder();
		push(decoder, in);
		while (forwards(decoder, context, out)) {
			decoder.push(0);
		}
	}

	private DecoderJNI.Wrapper decoder() throws IOException {
		DecoderJNI.Wrapper decoder = this.decoder;
		if (decoder == null) {
			decoder = new DecoderJNI.Wrapper(INPUT_SIZE);
			this.decoder = decoder;
		}
		return decoder;
	}

	private static void push(DecoderJNI.Wrapper decoder, ByteBuf in) {
		ByteBuffer target = decoder.getInputBuffer();
		target.clear();
		int size = Math.min(in.readableBytes(), target.remaining());
		target.put(in.readSlice(size).nioBuffer());
		decoder.push(size);
	}

	/**
	 * Hand on what there is.
	 * @return whether there may be more without more input
	 */
	private boolean forwards(DecoderJNI.Wrapper decoder, ChannelHandlerContext context, List<Object> out) {
		while (decoder.hasOutput()) {
			ByteBuffer piece = decoder.pull();
			out.add(context.alloc().buffer(piece.remaining()).writeBytes(piece));
		}
		return switch (decoder.getStatus()) {
			case OK, NEEDS_MORE_OUTPUT -> true;
			case NEEDS_MORE_INPUT -> false;
			case DONE -> {
				this.done = true;
				yield false;
			}
			case ERROR -> throw new WrongCompressionException("is not Brotli, or is damaged");
		};
	}

	@Override
	protected void handlerRemoved0(ChannelHandlerContext context) {
		DecoderJNI.Wrapper decoder = this.decoder;
		this.decoder = null;
		if (decoder != null) {
			decoder.destroy();
		}
	}

	@Override
	public void channelInactive(ChannelHandlerContext context) throws Exception {
		super.channelInactive(context);
		handlerRemoved0(context);
	}

}
