package dev.lifeguard.benchmarks.hotpath;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;

/**
 * Answers every request with the same small JSON, in a process of its own, on one thread.
 * It prints its ports, with commas between them, and goes away with its standard input,
 * that is with its parent.
 *
 * @since 0.1.0
 */
public final class HotPathServer {

	private static final byte[] BODY = "{\"symbol\":\"LFG\",\"price\":42.17,\"currency\":\"EUR\",\"open\":true}"
		.getBytes(StandardCharsets.UTF_8);

	private HotPathServer() {
	}

	/**
	 * Serve until the standard input ends.
	 * @param arguments how many ports, if it is not one
	 * @throws IOException if the standard input cannot be read
	 */
	public static void main(String[] arguments) throws IOException {
		MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
		ServerBootstrap server = new ServerBootstrap().group(group)
			.channel(NioServerSocketChannel.class)
			.childHandler(new Connection());
		System.out.println(IntStream.range(0, (arguments.length > 0) ? Integer.parseInt(arguments[0]) : 1)
			.mapToObj((port) -> port(server))
			.collect(Collectors.joining(",")));
		while (System.in.read() != -1) {
			// nothing is expected
		}
		group.shutdownGracefully();
	}

	private static String port(ServerBootstrap server) {
		Channel channel = server.bind(InetAddress.getLoopbackAddress(), 0).syncUninterruptibly().channel();
		return Integer.toString(((InetSocketAddress) channel.localAddress()).getPort());
	}

	private static final class Connection extends ChannelInitializer<Channel> {

		@Override
		protected void initChannel(Channel channel) {
			channel.pipeline().addLast(new HttpServerCodec(), new Answer());
		}

	}

	private static final class Answer extends SimpleChannelInboundHandler<HttpObject> {

		@Override
		protected void channelRead0(ChannelHandlerContext context, HttpObject part) {
			if (part instanceof LastHttpContent) {
				DefaultFullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1,
						HttpResponseStatus.OK, Unpooled.wrappedBuffer(BODY));
				response.headers()
					.set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON)
					.setInt(HttpHeaderNames.CONTENT_LENGTH, BODY.length);
				context.writeAndFlush(response, context.voidPromise());
			}
		}

		@Override
		public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
			context.close();
		}

	}

}
