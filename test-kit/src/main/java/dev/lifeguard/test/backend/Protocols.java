package dev.lifeguard.test.backend;

import java.util.List;
import java.util.function.Supplier;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerExpectContinueHandler;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ApplicationProtocolNegotiationHandler;

/**
 * HTTP/1.1 and HTTP/2 on one port: TLS negotiates which of the two a client speaks, and
 * in clear text its first bytes tell.
 */
final class Protocols {

	private final Supplier<? extends ChannelHandler> exchanges;

	/**
	 * Create the protocols.
	 * @param exchanges makes what takes the requests of a connection, or of a stream
	 */
	Protocols(Supplier<? extends ChannelHandler> exchanges) {
		this.exchanges = exchanges;
	}

	ChannelHandler negotiated() {
		return new ApplicationProtocolNegotiationHandler(ApplicationProtocolNames.HTTP_1_1) {

			@Override
			protected void configurePipeline(ChannelHandlerContext context, String protocol) {
				speak(context.pipeline(), ApplicationProtocolNames.HTTP_2.equals(protocol));
			}

			@Override
			protected void handshakeFailure(ChannelHandlerContext context, Throwable cause) {
				context.close();
			}

		};
	}

	ChannelHandler detected() {
		return new Detection();
	}

	private void speak(ChannelPipeline pipeline, boolean http2) {
		if (http2) {
			pipeline.addLast(Http2FrameCodecBuilder.forServer().build(), new Http2MultiplexHandler(new Streams()));
		}
		else {
			pipeline.addLast(new HttpServerCodec(), new HttpServerExpectContinueHandler(), this.exchanges.get());
		}
	}

	/**
	 * Initializer of HTTP/2's streams.
	 */
	private final class Streams extends ChannelInitializer<Channel> {

		@Override
		protected void initChannel(Channel stream) {
			stream.pipeline().addLast(new Http2StreamFrameToHttpObjectCodec(true), Protocols.this.exchanges.get());
		}

	}

	/**
	 * Decoder that waits for the first bytes and is gone when it knows the protocol.
	 */
	private final class Detection extends ByteToMessageDecoder {

		/** HTTP/2's preface begins so, and no request does. */
		private static final byte[] PREFACE = { 'P', 'R', 'I' };

		@Override
		protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
			if (in.readableBytes() >= PREFACE.length) {
				speak(context.pipeline(), isPreface(in));
				context.pipeline().remove(this);
			}
		}

		private boolean isPreface(ByteBuf in) {
			for (int i = 0; i < PREFACE.length; i++) {
				if (in.getByte(in.readerIndex() + i) != PREFACE[i]) {
					return false;
				}
			}
			return true;
		}

		@Override
		public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
			context.close();
		}

	}

}
