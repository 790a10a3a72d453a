package dev.lifeguard.benchmarks.backend;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a backend, with one request at a time.
 */
final class Connection extends SimpleChannelInboundHandler<HttpObject> {

	private static final byte[] BODY = "{\"orders\":[{\"id\":1,\"buoys\":17},{\"id\":2,\"whistles\":4},{\"id\":3,\"boats\":1}]}"
		.getBytes(StandardCharsets.UTF_8);

	private static final int HALF = BODY.length / 2;

	private static final int LAST_ANSWER = 5;

	// as long as a close is under way in a network: what is sent meanwhile is lost
	private static final int CLOSE_MILLIS = 1;

	private final Backend backend;

	private @Nullable ChannelHandlerContext context;

	private int answers;

	Connection(Backend backend) {
		this.backend = backend;
	}

	@Override
	public void handlerAdded(ChannelHandlerContext context) {
		this.context = context;
	}

	@Override
	public void channelActive(ChannelHandlerContext context) {
		this.backend.opened();
	}

	@Override
	public void channelInactive(ChannelHandlerContext context) {
		this.backend.closed();
	}

	@Override
	protected void channelRead0(ChannelHandlerContext context, HttpObject part) {
		if (part instanceof LastHttpContent) {
			this.backend.request(this);
		}
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
		context.close();
	}

	void answer(HttpResponseStatus status) {
		DefaultFullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status,
				body(0, BODY.length));
		write(withHead(response));
		this.answers++;
		if (this.backend.has(Trouble.CHURN) && this.answers >= LAST_ANSWER) {
			closeUnasked();
		}
	}

	void answerHalf() {
		write(withHead(new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK)));
		write(new DefaultHttpContent(body(0, HALF)));
	}

	void answerRest() {
		write(new DefaultLastHttpContent(body(HALF, BODY.length - HALF)));
	}

	private void closeUnasked() {
		ChannelHandlerContext own = context();
		own.channel().config().setAutoRead(false);
		own.executor().schedule(() -> own.close(), CLOSE_MILLIS, TimeUnit.MILLISECONDS);
	}

	private void write(Object message) {
		context().writeAndFlush(message, context().voidPromise());
	}

	private ChannelHandlerContext context() {
		if (this.context == null) {
			throw new IllegalStateException("not connected");
		}
		return this.context;
	}

	private static ByteBuf body(int from, int length) {
		return Unpooled.wrappedBuffer(BODY, from, length);
	}

	private static HttpResponse withHead(HttpResponse response) {
		response.headers()
			.set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON)
			.setInt(HttpHeaderNames.CONTENT_LENGTH, BODY.length);
		return response;
	}

}
