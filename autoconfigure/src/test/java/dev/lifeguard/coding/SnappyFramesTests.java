package dev.lifeguard.coding;

import dev.lifeguard.testsupport.Compressed;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link SnappyFrames}.
 */
class SnappyFramesTests {

	/** The chunk that identifies a stream: its kind, its length, and a word. */
	private static final int IDENTIFIER = 4 + 6;

	@Test
	void dataMayEndBehindAnyChunkAndNowhereElse() {
		byte[] frames = Compressed.snappy("some text that is said twice, some text that is said twice");
		for (int length = 0; length <= frames.length; length++) {
			boolean behindAChunk = length == IDENTIFIER || length == frames.length;
			assertThat(isAtEnd(Compressed.cut(frames, length))).as("%d bytes", length).isEqualTo(behindAChunk);
		}
	}

	@Test
	void lengthHasThreeBytes() {
		byte[] chunk = new byte[4 + 0x010203];
		chunk[0] = (byte) 0xFE;
		chunk[1] = 3;
		chunk[2] = 2;
		chunk[3] = 1;
		assertThat(isAtEnd(chunk)).isTrue();
		assertThat(isAtEnd(Compressed.cut(chunk, chunk.length - 1))).isFalse();
	}

	private static boolean isAtEnd(byte[] data) {
		FrameEnd end = new FrameEnd(new SnappyFrames());
		EmbeddedChannel channel = new EmbeddedChannel(end);
		channel.writeInbound(Unpooled.wrappedBuffer(data));
		channel.releaseInbound();
		return end.isAtEnd();
	}

}
