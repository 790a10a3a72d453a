package dev.lifeguard.testsupport;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import javax.net.ssl.SSLException;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2FrameStream;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2StreamFrame;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.pkitesting.X509Bundle;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/**
 * A server on loopback that speaks HTTP/2 in clear text frame by frame, so that it can
 * say that it does not work on a request.
 */
public final class Http2Server implements AutoCloseable {

	private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());

	private final AtomicInteger connections = new AtomicInteger();

	private final AtomicInteger handled = new AtomicInteger();

	private final Set<Channel> open = ConcurrentHashMap.newKeySet();

	private final Channel server;

	private final Script script;

	private Http2Server(Manner manner, Script script, @Nullable SslContext tls) {
		this.script = script;
		this.server = new ServerBootstrap().group(this.loops)
			.channel(NioServerSocketChannel.class)
			.childHandler(new ChannelInitializer<Channel>() {

				@Override
				protected void initChannel(Channel channel) {
					Http2Server.this.connections.incrementAndGet();
					Http2Server.this.open.add(channel);
					if (tls != null) {
						channel.pipeline().addLast(tls.newHandler(channel.alloc()));
					}
					Http2FrameCodecBuilder codec = Http2FrameCodecBuilder.forServer()
						.encoderIgnoreMaxHeaderListSize(true);
					if (manner == Manner.ALLOW_NO_STREAM) {
						codec.initialSettings(Http2Settings.defaultSettings().maxConcurrentStreams(0));
					}
					channel.pipeline().addLast(codec.build(), new Frames(manner));
				}

			})
			.bind(new InetSocketAddress("127.0.0.1", 0))
			.syncUninterruptibly()
			.channel();
	}

	/**
	 * Start a server.
	 * @param manner what it does with a request
	 * @return the server
	 */
	public static Http2Server start(Manner manner) {
		return new Http2Server(manner, (path, exchange) -> exchange.answer(), null);
	}

	/**
	 * Start a server.
	 * @param script what it does with a request, once it has read it
	 * @return the server
	 */
	public static Http2Server start(Script script) {
		return new Http2Server(Manner.ANSWER, script, null);
	}

	/**
	 * Start a server over TLS.
	 * @param own its certificate and key
	 * @param script what it does with a request, once it has read it
	 * @return the server
	 */
	public static Http2Server start(X509Bundle own, Script script) {
		try {
			return new Http2Server(Manner.ANSWER, script,
					SslContextBuilder.forServer(own.getKeyPair().getPrivate(), own.getCertificatePath())
						.applicationProtocolConfig(
								new ApplicationProtocolConfig(Protocol.ALPN, SelectorFailureBehavior.NO_ADVERTISE,
										SelectedListenerFailureBehavior.ACCEPT, ApplicationProtocolNames.HTTP_2))
						.build());
		}
		catch (SSLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	public String url() {
		return "http://127.0.0.1:" + ((InetSocketAddress) this.server.localAddress()).getPort();
	}

	public int connections() {
		return this.connections.get();
	}

	/**
	 * Return how many requests were answered.
	 * @return the count
	 */
	public int handled() {
		return this.handled.get();
	}

	@Override
	public void close() {
		this.server.close().syncUninterruptibly();
		new ArrayList<>(this.open).forEach(Channel::close);
		this.loops.shutdownGracefully();
	}

	/**
	 * What a server does with the requests of a connection.
	 */
	public enum Manner {

		/** It answers. */
		ANSWER,

		/** It answers the first, and sends GOAWAY instead of working on the second. */
		GO_AWAY_AT_THE_SECOND,

		/** It answers the first, and refuses the stream of the second. */
		REFUSE_THE_SECOND,

		/** It allows no stream on its connections. */
		ALLOW_NO_STREAM,

		/** It sends two interim responses, and answers after a moment. */
		HINT_FIRST,

		/** It says that it switches to another protocol. */
		SWITCH

	}

	/**
	 * What a server does with one request.
	 */
	@FunctionalInterface
	public interface Script {

		/**
		 * Serve one request, on the connection's event loop.
		 * @param path the request's path
		 * @param exchange the way to the client
		 */
		void serve(String path, Exchange exchange);

	}

	/**
	 * The way to the client of one stream.
	 */
	public final class Exchange {

		private final ChannelHandlerContext context;

		private final Http2FrameStream stream;

		private Exchange(ChannelHandlerContext context, Http2FrameStream stream) {
			this.context = context;
			this.stream = stream;
		}

		/**
		 * Send headers, whatever the client says that it takes.
		 * @param headers the headers
		 * @param end whether they end the response
		 * @return this exchange
		 */
		public Exchange headers(Http2Headers headers, boolean end) {
			this.context.writeAndFlush(new DefaultHttp2HeadersFrame(headers, end).stream(this.stream));
			return this;
		}

		/**
		 * Send a piece of the body.
		 * @param text the piece
		 * @param end whether it ends the response
		 * @return this exchange
		 */
		public Exchange data(String text, boolean end) {
			this.context.writeAndFlush(
					new DefaultHttp2DataFrame(Unpooled.copiedBuffer(text.getBytes()), end).stream(this.stream));
			return this;
		}

		/**
		 * Send a whole response.
		 * @return this exchange
		 */
		public Exchange answer() {
			return headers(new DefaultHttp2Headers().status("200"), false).data("ok", true);
		}

	}

	private final class Frames extends ChannelInboundHandlerAdapter {

		private final Manner manner;

		private final List<Http2FrameStream> streams = new ArrayList<>();

		private final Map<Http2FrameStream, String> paths = new HashMap<>();

		Frames(Manner manner) {
			this.manner = manner;
		}

		@Override
		public void channelRead(ChannelHandlerContext context, Object message) {
			try {
				if (message instanceof Http2HeadersFrame || message instanceof Http2DataFrame) {
					request(context, (Http2StreamFrame) message);
				}
			}
			finally {
				ReferenceCountUtil.release(message);
			}
		}

		private void request(ChannelHandlerContext context, Http2StreamFrame frame) {
			boolean isNew = !this.streams.contains(frame.stream());
			if (isNew) {
				this.streams.add(frame.stream());
			}
			if (frame instanceof Http2HeadersFrame head && head.headers().path() != null) {
				this.paths.put(frame.stream(), head.headers().path().toString());
			}
			if (refusesTheSecond() && this.streams.indexOf(frame.stream()) == 1) {
				if (isNew) {
					refuse(context, frame.stream());
				}
			}
			else if (isEnd(frame)) {
				begin(context, frame.stream());
			}
		}

		private void begin(ChannelHandlerContext context, Http2FrameStream stream) {
			if (this.manner == Manner.HINT_FIRST) {
				head(context, stream, "102");
				head(context, stream, "103");
				context.flush();
				context.executor().schedule(() -> answer(context, stream), 200, TimeUnit.MILLISECONDS);
			}
			else if (this.manner == Manner.SWITCH) {
				head(context, stream, "101");
				context.flush();
			}
			else {
				answer(context, stream);
			}
		}

		private static void head(ChannelHandlerContext context, Http2FrameStream stream, String status) {
			context.write(new DefaultHttp2HeadersFrame(new DefaultHttp2Headers().status(status)).stream(stream));
		}

		private boolean refusesTheSecond() {
			return this.manner == Manner.GO_AWAY_AT_THE_SECOND || this.manner == Manner.REFUSE_THE_SECOND;
		}

		private static boolean isEnd(Http2StreamFrame frame) {
			return (frame instanceof Http2HeadersFrame headers) ? headers.isEndStream()
					: ((Http2DataFrame) frame).isEndStream();
		}

		private void refuse(ChannelHandlerContext context, Http2FrameStream stream) {
			if (this.manner == Manner.REFUSE_THE_SECOND) {
				context.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.REFUSED_STREAM).stream(stream));
				return;
			}
			// the frame of the codec would count this stream among those that are worked
			// on
			ChannelHandlerContext codec = context.pipeline().context(Http2FrameCodec.class);
			((Http2FrameCodec) codec.handler()).encoder()
				.frameWriter()
				.writeGoAway(codec, stream.id() - 2, Http2Error.NO_ERROR.code(), Unpooled.EMPTY_BUFFER,
						codec.newPromise());
			context.flush();
		}

		private void answer(ChannelHandlerContext context, Http2FrameStream stream) {
			Http2Server.this.handled.incrementAndGet();
			Http2Server.this.script.serve(this.paths.getOrDefault(stream, "/"), new Exchange(context, stream));
		}

		@Override
		public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
			context.close();
		}

	}

}
