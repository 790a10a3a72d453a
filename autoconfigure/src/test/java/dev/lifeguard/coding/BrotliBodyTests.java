package dev.lifeguard.coding;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

import dev.lifeguard.testsupport.Compressed;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.DecoderException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests of {@link BrotliBody}.
 */
class BrotliBodyTests {

	private static final String TEXT = "some text ".repeat(20_000);

	private final byte[] data = Compressed.brotli(TEXT);

	private final ByteToMessageDecoder decoder = BrotliBody.create();

	private final EmbeddedChannel channel = new EmbeddedChannel(this.decoder);

	@AfterEach
	void close() {
		this.channel.close();
		this.channel.releaseInbound();
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 7, 100_000 })
	void dataIsDecodedHoweverItArrives(int piece) {
		assertThat(isAtEnd()).isFalse();
		assertThat(read(this.data, piece)).isEqualTo(TEXT);
		assertThat(isAtEnd()).isTrue();
	}

	@Test
	void dataThatIsLargerThanTheInputBufferIsDecoded() {
		StringBuilder varied = new StringBuilder();
		new Random(1).ints(100_000, 'a', 'z' + 1).forEach((letter) -> varied.append((char) letter));
		byte[] large = Compressed.brotli(varied.toString());
		assertThat(large.length).isGreaterThan(3 * 8 * 1024);
		assertThat(read(large, large.length)).isEqualTo(varied.toString());
		assertThat(isAtEnd()).isTrue();
	}

	@Test
	void cutIsNotTheEnd() {
		read(Compressed.cut(this.data, this.data.length - 1), 100_000);
		assertThat(isAtEnd()).isFalse();
	}

	@Test
	void whatIsDamagedIsRefused() {
		assertThatExceptionOfType(DecoderException.class)
			.isThrownBy(() -> read(new byte[] { -1, -1, -1, -1, -1, -1 }, 10))
			.withMessageContaining("is not Brotli, or is damaged");
	}

	@Test
	void surplusIsRefused() {
		read(this.data, 100_000);
		assertThatExceptionOfType(DecoderException.class).isThrownBy(() -> read(new byte[1], 1))
			.withMessageContaining("has trailing data");
	}

	@Test
	void closeInTheMiddleLetsTheDecoderGoOnce() {
		read(Compressed.cut(this.data, 10), 10);
		assertThatNoException().isThrownBy(() -> {
			this.channel.close();
			this.channel.checkException();
		});
		assertThat(this.decoder).extracting("decoder").isNull();
	}

	private boolean isAtEnd() {
		return ((KnownEnd) this.decoder).isAtEnd();
	}

	private String read(byte[] bytes, int piece) {
		for (int from = 0; from < bytes.length; from += piece) {
			this.channel.writeInbound(
					Unpooled.copiedBuffer(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + piece))));
		}
		StringBuilder text = new StringBuilder();
		for (ByteBuf part = this.channel.readInbound(); part != null; part = this.channel.readInbound()) {
			text.append(part.toString(StandardCharsets.UTF_8));
			part.release();
		}
		return text.toString();
	}

}
