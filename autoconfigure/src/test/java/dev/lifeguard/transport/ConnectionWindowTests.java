package dev.lifeguard.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http2.DefaultHttp2WindowUpdateFrame;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2FrameTypes;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link ConnectionWindow}.
 */
class ConnectionWindowTests {

	private static final int GIBIBYTE = 1024 * 1024 * 1024;

	private static final int STANDARD = 65_535;

	private final Http2FrameCodec codec = Http2FrameCodecBuilder.forClient().build();

	private final EmbeddedChannel channel = new EmbeddedChannel(this.codec);

	@Test
	void peerMaySendAGibibyteOnTheConnectionAndNoMoreOnAStream() {
		Http2Connection connection = this.codec.connection();
		assertThat(connection.local().flowController().windowSize(connection.connectionStream())).isEqualTo(STANDARD);
		this.channel.releaseOutbound();
		ConnectionWindow.open(this.channel, this.codec);
		this.channel.flush();
		assertThat(connection.local().flowController().windowSize(connection.connectionStream())).isEqualTo(GIBIBYTE);
		assertThat(connection.local().flowController().initialWindowSize()).isEqualTo(STANDARD);
		ByteBuf frame = this.channel.readOutbound();
		assertThat(frame.getByte(3)).isEqualTo(Http2FrameTypes.WINDOW_UPDATE);
		assertThat(frame.getInt(5)).as("the connection").isZero();
		assertThat(frame.getInt(9)).isEqualTo(GIBIBYTE - STANDARD);
		frame.release();
	}

	@Test
	void windowThatIsLargerStaysAsItIs() {
		this.channel.writeOutbound(new DefaultHttp2WindowUpdateFrame(Integer.MAX_VALUE - STANDARD));
		this.channel.releaseOutbound();
		ConnectionWindow.open(this.channel, this.codec);
		this.channel.flush();
		assertThat(this.channel.<ByteBuf>readOutbound()).isNull();
		Http2Connection connection = this.codec.connection();
		assertThat(connection.local().flowController().windowSize(connection.connectionStream()))
			.isEqualTo(Integer.MAX_VALUE);
	}

}
