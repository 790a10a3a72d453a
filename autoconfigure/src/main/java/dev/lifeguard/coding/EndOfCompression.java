package dev.lifeguard.coding;

import java.util.function.BooleanSupplier;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.compression.ZlibDecoder;

/**
 * Check, behind a decoder of compressed data, that the data has come to its own end when
 * the body does.
 */
final class EndOfCompression extends ChannelInboundHandlerAdapter {

	private final BooleanSupplier due;

	/**
	 * Create a check.
	 * @param due says whether the decoder is closed because the body is over, and not
	 * because the connection is
	 */
	EndOfCompression(BooleanSupplier due) {
		this.due = due;
	}

	@Override
	public void channelInactive(ChannelHandlerContext context) {
		if (this.due.getAsBoolean() && !isAtEnd(context.pipeline())) {
			throw new WrongCompressionException("ends too early");
		}
		context.fireChannelInactive();
	}

	private static boolean isAtEnd(ChannelPipeline pipeline) {
		ZlibDecoder decoder = pipeline.get(ZlibDecoder.class);
		return (decoder == null || decoder.isClosed()) && pipeline.toMap()
			.values()
			.stream()
			.noneMatch((handler) -> handler instanceof KnownEnd end && !end.isAtEnd());
	}

}
