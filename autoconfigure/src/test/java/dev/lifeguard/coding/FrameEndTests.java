package dev.lifeguard.coding;

import java.util.ArrayList;
import java.util.List;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link FrameEnd}, with a format whose frames begin with two bytes of length.
 */
class FrameEndTests {

	private final TwoByteLengths format = new TwoByteLengths();

	private final FrameEnd end = new FrameEnd(this.format);

	private final EmbeddedChannel channel = new EmbeddedChannel(this.end);

	@Test
	void dataMayEndBetweenFramesOnly() {
		assertThat(this.end.isAtEnd()).isFalse();
		read(3);
		assertThat(this.end.isAtEnd()).isFalse();
		read(0);
		assertThat(this.end.isAtEnd()).isFalse();
		read(9, 9);
		assertThat(this.end.isAtEnd()).isFalse();
		read(9);
		assertThat(this.end.isAtEnd()).isTrue();
		read(0);
		assertThat(this.end.isAtEnd()).isFalse();
	}

	@Test
	void severalFramesMayComeInOnePiece() {
		read(1, 0, 9, 0, 0, 2, 0, 9, 9);
		assertThat(this.end.isAtEnd()).isTrue();
		assertThat(this.format.fields).containsExactly(1L, 0L, 2L);
	}

	@Test
	void lowestByteComesFirstAndHasNoSign() {
		read(0xFF, 0x80);
		assertThat(this.format.fields).containsExactly(0x80FFL);
	}

	@Test
	void dataIsHandedOnUntouched() {
		ByteBuf piece = Unpooled.wrappedBuffer(new byte[] { 1, 0, 9 });
		this.channel.writeInbound(piece);
		ByteBuf read = this.channel.readInbound();
		assertThat(read).isSameAs(piece);
		assertThat(read.readableBytes()).isEqualTo(3);
		assertThat(read.refCnt()).isOne();
		read.release();
	}

	@Test
	void whatIsNoDataIsHandedOn() {
		this.channel.writeInbound("an event");
		String read = this.channel.readInbound();
		assertThat(read).isEqualTo("an event");
	}

	private void read(int... bytes) {
		ByteBuf piece = Unpooled.buffer();
		for (int each : bytes) {
			piece.writeByte(each);
		}
		this.channel.writeInbound(piece);
		this.channel.releaseInbound();
	}

	private static final class TwoByteLengths implements FrameEnd.Format {

		private final List<Long> fields = new ArrayList<>();

		@Override
		public int first() {
			return 2;
		}

		@Override
		public FrameEnd.Step next(long field) {
			this.fields.add(field);
			return new FrameEnd.Step(field, 2);
		}

		@Override
		public boolean isBetweenFrames() {
			return !this.fields.isEmpty();
		}

	}

}
