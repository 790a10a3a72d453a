package dev.lifeguard.coding;

import java.nio.charset.StandardCharsets;
import java.util.Random;

import com.github.luben.zstd.ZstdCompressCtx;
import dev.lifeguard.testsupport.Compressed;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link ZstdFrames}: a body may end where a frame does, and nowhere else.
 */
class ZstdFramesTests {

	/** It says that four bytes are to be skipped. */
	private static final byte[] SKIPPABLE = { 0x5F, 0x2A, 0x4D, 0x18, 4, 0, 0, 0, 1, 2, 3, 4 };

	@ParameterizedTest
	@CsvSource({ "0, true, true", "1, true, true", "1, false, false", "100, true, false", "300, false, true",
			"70000, true, true", "70000, false, false", "300000, true, true" })
	void everyCutIsNoticed(int size, boolean checksum, boolean contentSize) {
		byte[] frame = compress("x y".repeat(size), checksum, contentSize);
		assertEndsOnlyWhole(frame);
	}

	@Test
	void blocksOfOneRepeatedByteAreShorterThanTheySay() {
		assertEndsOnlyWhole(compress("a".repeat(500_000), true, true));
	}

	@Test
	void bytesThatCannotBeCompressedAreFollowed() {
		byte[] random = new byte[200_000];
		new Random(1).nextBytes(random);
		try (ZstdCompressCtx zstd = new ZstdCompressCtx()) {
			assertEndsOnlyWhole(zstd.compress(random));
		}
	}

	@Test
	void framesFollowEachOther() {
		byte[] first = Compressed.zstd("first");
		byte[] both = Compressed.join(first, SKIPPABLE, Compressed.zstd("second"));
		FrameEnd end = read(Compressed.cut(both, first.length));
		assertThat(end.isAtEnd()).isTrue();
		assertThat(read(Compressed.cut(both, first.length + 1)).isAtEnd()).isFalse();
		assertThat(read(Compressed.cut(both, first.length + SKIPPABLE.length - 1)).isAtEnd()).isFalse();
		assertThat(read(Compressed.cut(both, first.length + SKIPPABLE.length)).isAtEnd()).isTrue();
		assertThat(read(Compressed.cut(both, both.length - 1)).isAtEnd()).isFalse();
		assertThat(read(both).isAtEnd()).isTrue();
	}

	@Test
	void whatIsNoFrameHasNoEnd() {
		assertThat(read(new byte[1000]).isAtEnd()).isFalse();
		assertThat(read(Compressed.join(Compressed.zstd("a"), new byte[1000])).isAtEnd()).isFalse();
	}

	@Test
	void nothingIsNoFrame() {
		assertThat(read(new byte[0]).isAtEnd()).isFalse();
	}

	private static void assertEndsOnlyWhole(byte[] frame) {
		FrameEnd end = new FrameEnd(new ZstdFrames());
		EmbeddedChannel channel = new EmbeddedChannel(end);
		for (int index = 0; index < frame.length; index++) {
			assertThat(end.isAtEnd()).isFalse();
			channel.writeInbound(Unpooled.wrappedBuffer(frame, index, 1));
			channel.releaseInbound();
		}
		assertThat(end.isAtEnd()).isTrue();
		assertThat(read(frame).isAtEnd()).isTrue();
	}

	private static byte[] compress(String text, boolean checksum, boolean contentSize) {
		try (ZstdCompressCtx zstd = new ZstdCompressCtx()) {
			return zstd.setChecksum(checksum)
				.setContentSize(contentSize)
				.compress(text.getBytes(StandardCharsets.US_ASCII));
		}
	}

	private static FrameEnd read(byte[] data) {
		FrameEnd end = new FrameEnd(new ZstdFrames());
		EmbeddedChannel channel = new EmbeddedChannel(end);
		channel.writeInbound(Unpooled.wrappedBuffer(data));
		channel.releaseInbound();
		return end;
	}

}
