package dev.lifeguard.transport;

import java.util.ArrayList;
import java.util.List;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2FrameTypes;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import io.netty.util.ReferenceCountUtil;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link HeaderBlockGauge}, with frames as a peer sends them.
 */
class HeaderBlockGaugeTests {

	private static final int LIMIT = 100;

	private static final int END_HEADERS = 0x4;

	private final EmbeddedChannel connection = new EmbeddedChannel(Http2FrameCodecBuilder.forClient().build(),
			new Http2MultiplexHandler(new ChannelInboundHandlerAdapter()));

	private final List<Object> arrived = new ArrayList<>();

	private Http2StreamChannel first;

	private Http2StreamChannel second;

	@BeforeEach
	void openStreams() {
		HeaderBlockGauge.install(this.connection, LIMIT);
		this.first = open();
		this.second = open();
		// what is to be gauged is not what the codec makes of it
		this.connection.pipeline().addAfter(gauge(), "end", new ChannelInboundHandlerAdapter() {

			@Override
			public void channelRead(ChannelHandlerContext context, Object message) {
				HeaderBlockGaugeTests.this.arrived.add(message);
			}

		});
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 5, 8, 9, 10, 64, 10_000 })
	void streamWhoseHeadersAreTooLargeIsFoundHoweverTheyArrive(int portion) {
		arrive(portion, frame(Http2FrameTypes.DATA, 0, this.first, 300),
				frame(Http2FrameTypes.HEADERS, END_HEADERS, this.first, LIMIT),
				frame(Http2FrameTypes.HEADERS, END_HEADERS, this.second, LIMIT + 1));
		assertThat(HeaderBlockGauge.isTooLarge(this.first)).isFalse();
		assertThat(HeaderBlockGauge.isTooLarge(this.second)).isTrue();
	}

	@Test
	void partsOfABlockAreAddedUp() {
		arrive(10_000, frame(Http2FrameTypes.HEADERS, 0, this.first, 50),
				frame(Http2FrameTypes.CONTINUATION, END_HEADERS, this.first, 50),
				frame(Http2FrameTypes.HEADERS, 0, this.second, 40),
				frame(Http2FrameTypes.CONTINUATION, 0, this.second, 40));
		assertThat(HeaderBlockGauge.isTooLarge(this.second)).isFalse();
		arrive(10_000, frame(Http2FrameTypes.CONTINUATION, END_HEADERS, this.second, 21));
		assertThat(HeaderBlockGauge.isTooLarge(this.first)).isFalse();
		assertThat(HeaderBlockGauge.isTooLarge(this.second)).isTrue();
	}

	@Test
	void firstStreamWithTooMuchEndsTheConnection() {
		arrive(10_000, frame(Http2FrameTypes.HEADERS, END_HEADERS, this.first, 200),
				frame(Http2FrameTypes.HEADERS, END_HEADERS, this.second, 200));
		assertThat(HeaderBlockGauge.isTooLarge(this.first)).isTrue();
		assertThat(HeaderBlockGauge.isTooLarge(this.second)).isFalse();
	}

	@Test
	void bytesArePassedOnAsTheyAre() {
		ByteBuf bytes = Unpooled
			.wrappedBuffer(Unpooled.buffer().writeZero(5), frame(Http2FrameTypes.HEADERS, END_HEADERS, this.first, 200))
			.skipBytes(5);
		this.connection.writeInbound(bytes, "no bytes");
		assertThat(HeaderBlockGauge.isTooLarge(this.first)).isTrue();
		assertThat(this.arrived).containsExactly(bytes, "no bytes");
		assertThat(bytes.readerIndex()).isEqualTo(5);
		assertThat(bytes.readableBytes()).isEqualTo(209);
	}

	@Test
	void connectionItselfAndThoseWithoutStreamsAreNeverTooLarge() {
		arrive(10_000, frame(Http2FrameTypes.HEADERS, END_HEADERS, this.first, 200));
		assertThat(HeaderBlockGauge.isTooLarge(this.connection)).isFalse();
		EmbeddedChannel plain = new EmbeddedChannel();
		HeaderBlockGauge.install(plain, LIMIT);
		assertThat(plain.pipeline().get(HeaderBlockGauge.class)).isNull();
	}

	private String gauge() {
		return this.connection.pipeline().context(HeaderBlockGauge.class).name();
	}

	private Http2StreamChannel open() {
		Http2StreamChannel stream = new Http2StreamChannelBootstrap(this.connection)
			.handler(new ChannelInboundHandlerAdapter())
			.open()
			.syncUninterruptibly()
			.getNow();
		stream.writeAndFlush(new DefaultHttp2HeadersFrame(new DefaultHttp2Headers().method("GET").path("/")));
		return stream;
	}

	private static ByteBuf frame(byte type, int flags, Channel stream, int payload) {
		return Unpooled.buffer()
			.writeMedium(payload)
			.writeByte(type)
			.writeByte(flags)
			.writeInt(((Http2StreamChannel) stream).stream().id())
			.writeZero(payload);
	}

	private void arrive(int portion, ByteBuf... frames) {
		ByteBuf all = Unpooled.wrappedBuffer(frames);
		while (all.isReadable()) {
			this.connection.writeInbound(all.readRetainedSlice(Math.min(portion, all.readableBytes())));
		}
		all.release();
		this.arrived.forEach(ReferenceCountUtil::release);
		this.arrived.clear();
	}

}
