package dev.lifeguard.coding;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import dev.lifeguard.testsupport.Compressed;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.compression.ZlibDecoder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of {@link GzipMember}.
 */
class GzipMemberTests {

	private final EmbeddedChannel channel = new EmbeddedChannel(new GzipMember());

	@AfterEach
	void close() {
		this.channel.finishAndReleaseAll();
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 7, 10_000 })
	void membersAreReadOneAfterTheOtherHoweverTheyArrive(int piece) {
		byte[] members = Compressed.join(Compressed.gzip("first "), Compressed.gzip("second "),
				Compressed.gzip("third"));
		assertThat(read(members, piece)).isEqualTo("first second third");
		assertThat(decoder().isClosed()).isTrue();
	}

	@Test
	void memberThatIsCutOffIsNotClosed() {
		byte[] first = Compressed.gzip("first");
		byte[] second = Compressed.gzip("second");
		read(Compressed.join(first, Compressed.cut(second, second.length - 1)), 10_000);
		assertThat(decoder().isClosed()).isFalse();
	}

	@Test
	void whatIsNoMemberIsRefused() {
		assertThatExceptionOfType(DecoderException.class).isThrownBy(() -> read(new byte[] { 'n', 'o' }, 10))
			.withMessageContaining("is not gzip");
	}

	@Test
	void whatFollowsAMemberAndIsNoneIsRefused() {
		byte[] surplus = Compressed.join(Compressed.gzip("first"), new byte[] { 0, 0, 0 });
		assertThatExceptionOfType(DecoderException.class).isThrownBy(() -> read(surplus, 10_000))
			.withMessageContaining("is not gzip");
	}

	private ZlibDecoder decoder() {
		return this.channel.pipeline().get(ZlibDecoder.class);
	}

	private String read(byte[] data, int piece) {
		for (int from = 0; from < data.length; from += piece) {
			this.channel.writeInbound(
					Unpooled.copiedBuffer(Arrays.copyOfRange(data, from, Math.min(data.length, from + piece))));
		}
		StringBuilder text = new StringBuilder();
		for (ByteBuf part = this.channel.readInbound(); part != null; part = this.channel.readInbound()) {
			text.append(part.toString(StandardCharsets.UTF_8));
			part.release();
		}
		return text.toString();
	}

}
