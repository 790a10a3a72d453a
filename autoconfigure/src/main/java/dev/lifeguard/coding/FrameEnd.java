package dev.lifeguard.coding;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Reader of nothing but the lengths in compressed data that comes in frames, in front of
 * a decoder that does not say whether the last frame was complete.
 */
final class FrameEnd extends ChannelInboundHandlerAdapter implements KnownEnd {

	private final Format format;

	private long skip;

	private int wanted;

	private int read;

	private long field;

	FrameEnd(Format format) {
		this.format = format;
		this.wanted = format.first();
	}

	@Override
	public boolean isAtEnd() {
		return this.skip == 0 && this.read == 0 && this.format.isBetweenFrames();
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		if (message instanceof ByteBuf bytes) {
			follow(bytes);
		}
		context.fireChannelRead(message);
	}

	private void follow(ByteBuf bytes) {
		int index = bytes.readerIndex();
		while (index < bytes.writerIndex()) {
			if (this.skip > 0) {
				int skipped = (int) Math.min(this.skip, bytes.writerIndex() - index);
				this.skip -= skipped;
				index += skipped;
			}
			else {
				take(bytes.getUnsignedByte(index));
				index++;
			}
		}
	}

	private void take(int next) {
		this.field |= (long) next << (Byte.SIZE * this.read);
		this.read++;
		if (this.read == this.wanted) {
			Step step = this.format.next(this.field);
			this.skip = step.skip();
			this.wanted = step.wanted();
			this.field = 0;
			this.read = 0;
		}
	}

	/**
	 * Step from one field to the next.
	 *
	 * @param skip how many bytes say nothing about lengths
	 * @param wanted how many bytes the field behind them has
	 */
	record Step(long skip, int wanted) {
	}

	/**
	 * Format in which lengths are written.
	 */
	interface Format {

		/**
		 * Return how many bytes the first field has.
		 */
		int first();

		/**
		 * Take up a field.
		 * @param field its bytes, the lowest first
		 * @return what comes behind it
		 */
		Step next(long field);

		/**
		 * Return whether the data may end here.
		 */
		boolean isBetweenFrames();

	}

}
