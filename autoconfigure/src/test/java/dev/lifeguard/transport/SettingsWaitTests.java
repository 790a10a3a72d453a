package dev.lifeguard.transport;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import dev.lifeguard.pool.Bound;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2FrameTypes;
import io.netty.handler.codec.http2.Http2SettingsFrame;
import io.netty.handler.timeout.ReadTimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of {@link SettingsWait}.
 */
class SettingsWaitTests {

	private static final Duration LIMIT = Duration.ofSeconds(10);

	private final EmbeddedChannel connection = new EmbeddedChannel();

	private int active;

	@BeforeEach
	void connect() {
		this.connection.freezeTime();
		this.connection.pipeline().addLast(Http2FrameCodecBuilder.forClient().build());
		SettingsWait.limit(this.connection, LIMIT);
		this.connection.pipeline().addLast(new ChannelInboundHandlerAdapter() {

			@Override
			public void channelActive(ChannelHandlerContext context) {
				SettingsWaitTests.this.active++;
			}

		});
	}

	@Test
	void connectionIsMadeAllTheSame() {
		this.connection.pipeline().fireChannelActive();
		assertThat(this.active).isOne();
	}

	@Test
	void peerThatSendsNoSettingsIsGivenUp() {
		this.connection.pipeline().fireChannelActive();
		pass(LIMIT.minusMillis(1));
		assertThat(this.connection.isOpen()).isTrue();
		pass(Duration.ofMillis(1));
		assertThat(this.connection.isOpen()).isFalse();
		assertThat(passed()).isEqualTo(new PassedLimit(null, LIMIT, null));
		assertThatExceptionOfType(ReadTimeoutException.class).isThrownBy(this.connection::checkException);
	}

	@Test
	void settingsEndTheWaitAndArePassedOn() {
		this.connection.pipeline().fireChannelActive();
		this.connection.writeInbound(
				Unpooled.buffer().writeMedium(0).writeByte(Http2FrameTypes.SETTINGS).writeByte(0).writeInt(0));
		assertThat(this.connection.<Object>readInbound()).isInstanceOf(Http2SettingsFrame.class);
		assertThat(this.connection.pipeline().get(SettingsWait.class)).isNull();
		pass(LIMIT);
		assertThat(this.connection.isOpen()).isTrue();
		assertThat(passed()).isNull();
	}

	@Test
	void otherMessagesDoNotEndTheWait() {
		this.connection.pipeline().fireChannelActive();
		this.connection.pipeline().context(Http2FrameCodec.class).fireChannelRead("no");
		assertThat(this.connection.<Object>readInbound()).isEqualTo("no");
		assertThat(this.connection.pipeline().get(SettingsWait.class)).isNotNull();
	}

	@Test
	void waitBeginsWhenTheHandshakeIsOver() {
		pass(LIMIT);
		assertThat(this.connection.isOpen()).isTrue();
		this.connection.pipeline().fireChannelActive();
		pass(LIMIT.minusMillis(1));
		this.connection.pipeline().fireChannelActive();
		pass(LIMIT.minusMillis(1));
		assertThat(this.connection.isOpen()).isTrue();
		pass(Duration.ofMillis(1));
		assertThat(this.connection.isOpen()).isFalse();
	}

	@Test
	void connectionThatIsClosedIsNotWaitedFor() {
		this.connection.pipeline().fireChannelActive();
		this.connection.close();
		pass(LIMIT);
		assertThat(passed()).isNull();
		this.connection.checkException();
	}

	@Test
	void connectionWithoutStreamsHasNoSettings() {
		EmbeddedChannel plain = new EmbeddedChannel();
		SettingsWait.limit(plain, LIMIT);
		assertThat(plain.pipeline().get(SettingsWait.class)).isNull();
	}

	private void pass(Duration time) {
		this.connection.advanceTimeBy(time.toMillis(), TimeUnit.MILLISECONDS);
		this.connection.runScheduledPendingTasks();
	}

	private @Nullable PassedLimit passed() {
		return PassedLimit.of(this.connection, new Bound() {

			@Override
			protected void unbound(Channel channel) {
				throw new AssertionError("nobody takes the connection away");
			}

		});
	}

}
