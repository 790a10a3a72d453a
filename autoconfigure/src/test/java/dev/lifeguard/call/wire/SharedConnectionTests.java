package dev.lifeguard.call.wire;

import java.time.Duration;

import dev.lifeguard.testsupport.ManualNanoClock;
import io.netty.channel.Channel;
import io.netty.channel.DefaultChannelId;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link SharedConnection}.
 */
class SharedConnectionTests {

	private final Http2FrameCodec codec = Http2FrameCodecBuilder.forClient().build();

	private final EmbeddedChannel connection = new EmbeddedChannel(this.codec);

	@AfterEach
	void release() {
		this.connection.finishAndReleaseAll();
	}

	@Test
	void streamsOfAConnectionHaveOneProbeInFrontOfItsCodec() {
		SilenceProbe probe = beneath(stream(this.connection));
		assertThat(probe).isNotNull().isSameAs(this.connection.pipeline().first());
		assertThat(beneath(stream(this.connection))).isSameAs(probe);
		assertThat(this.connection.pipeline().toMap()).hasSize(2);
	}

	@Test
	void windowOfTheConnectionIsOpened() {
		Http2Connection http2 = this.codec.connection();
		int before = http2.local().flowController().windowSize(http2.connectionStream());
		beneath(stream(this.connection));
		this.connection.flush();
		assertThat(http2.local().flowController().windowSize(http2.connectionStream())).isGreaterThan(before);
	}

	@Test
	void connectionOfACallsOwnHasNone() {
		assertThat(beneath(this.connection)).isNull();
		assertThat(SilenceProbe.of(this.connection)).isNull();
	}

	@Test
	void parentThatDoesNotSpeakHttp2HasNone() {
		EmbeddedChannel parent = new EmbeddedChannel();
		assertThat(beneath(stream(parent))).isNull();
		assertThat(SilenceProbe.of(parent)).isNull();
	}

	private static EmbeddedChannel stream(EmbeddedChannel connection) {
		return new EmbeddedChannel(connection, DefaultChannelId.newInstance(), true, false);
	}

	private static @Nullable SilenceProbe beneath(Channel channel) {
		return SharedConnection.beneath(channel, Duration.ofSeconds(4).toNanos(), new ManualNanoClock());
	}

}
