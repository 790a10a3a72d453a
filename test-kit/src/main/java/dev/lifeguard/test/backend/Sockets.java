package dev.lifeguard.test.backend;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http2.Http2FrameCodec;

/**
 * Deeds that go past HTTP, to the connection beneath.
 */
final class Sockets {

	private Sockets() {
	}

	/**
	 * Return the connection of a channel, which may be a stream.
	 */
	static Channel of(Channel channel) {
		return (channel instanceof SocketChannel) ? channel : channel.parent();
	}

	/**
	 * Reset the connection: what the client sees is an error, not an end.
	 */
	static void reset(Channel channel) {
		Channel socket = of(channel);
		socket.config().setOption(ChannelOption.SO_LINGER, 0);
		// past TLS, which would say good-bye
		socket.unsafe().close(socket.newPromise());
	}

	/**
	 * Write bytes that the encoder does not see.
	 */
	static void write(Channel channel, byte[] bytes) {
		Channel socket = of(channel);
		ChannelHandlerContext encoder = socket.pipeline().context(HttpServerCodec.class);
		if (encoder == null) {
			encoder = socket.pipeline().context(Http2FrameCodec.class);
		}
		encoder.writeAndFlush(Unpooled.wrappedBuffer(bytes));
	}

}
