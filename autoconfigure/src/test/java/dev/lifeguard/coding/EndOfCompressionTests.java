package dev.lifeguard.coding;

import dev.lifeguard.testsupport.Compressed;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests of {@link EndOfCompression}.
 */
class EndOfCompressionTests {

	private boolean due = true;

	private boolean atEnd;

	@Test
	void bodyThatEndsBeforeItsDataIsRefused() {
		EmbeddedChannel channel = channel(new End());
		assertThatExceptionOfType(WrongCompressionException.class).isThrownBy(channel::finish)
			.withMessage("ends too early");
	}

	@Test
	void bodyThatEndsWithItsDataIsFine() {
		this.atEnd = true;
		EmbeddedChannel channel = channel(new End());
		assertThatNoException().isThrownBy(channel::finish);
	}

	@Test
	void connectionThatEndsIsAnotherMatter() {
		this.due = false;
		EmbeddedChannel channel = channel(new End());
		assertThatNoException().isThrownBy(channel::finish);
	}

	@Test
	void decoderThatIsNotDoneIsNoticed() {
		byte[] gzip = Compressed.gzip("text");
		EmbeddedChannel whole = channel(new GzipMember());
		whole.writeInbound(Unpooled.wrappedBuffer(gzip));
		assertThatNoException().isThrownBy(whole::finishAndReleaseAll);
		EmbeddedChannel cut = channel(new GzipMember());
		cut.writeInbound(Unpooled.wrappedBuffer(Compressed.cut(gzip, gzip.length - 1)));
		assertThatExceptionOfType(WrongCompressionException.class).isThrownBy(cut::finishAndReleaseAll);
	}

	private EmbeddedChannel channel(ChannelInboundHandlerAdapter decoder) {
		return new EmbeddedChannel(decoder, new EndOfCompression(() -> this.due));
	}

	private final class End extends ChannelInboundHandlerAdapter implements KnownEnd {

		@Override
		public boolean isAtEnd() {
			return EndOfCompressionTests.this.atEnd;
		}

	}

}
