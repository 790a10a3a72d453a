package dev.lifeguard.benchmarks.learning;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.QueryStringDecoder;

/**
 * A connection to a backend, with one request at a time, which says how long it takes.
 */
final class WorkConnection extends SimpleChannelInboundHandler<HttpObject> {

	private static final byte[] BODY = "{\"orders\":[]}".getBytes(StandardCharsets.UTF_8);

	private final WorkQueue work;

	private QueryStringDecoder asked = new QueryStringDecoder("/");

	WorkConnection(WorkQueue work) {
		this.work = work;
	}

	@Override
	protected void channelRead0(ChannelHandlerContext context, HttpObject part) {
		if (part instanceof HttpRequest request) {
			this.asked = new QueryStringDecoder(request.uri());
		}
		if (part instanceof LastHttpContent) {
			long body = asked("body");
			if (!this.work.take(asked("work"), () -> answer(context, body))) {
				head(context, HttpResponseStatus.SERVICE_UNAVAILABLE);
				end(context);
			}
		}
	}

	private long asked(String name) {
		return Long.parseLong(this.asked.parameters().get(name).get(0));
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
		context.close();
	}

	private static void answer(ChannelHandlerContext context, long bodyMillis) {
		head(context, HttpResponseStatus.OK);
		if (bodyMillis > 0) {
			context.executor().schedule(() -> end(context), bodyMillis, TimeUnit.MILLISECONDS);
		}
		else {
			end(context);
		}
	}

	private static void head(ChannelHandlerContext context, HttpResponseStatus status) {
		HttpResponse response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, status);
		response.headers()
			.set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON)
			.setInt(HttpHeaderNames.CONTENT_LENGTH, BODY.length);
		context.writeAndFlush(response, context.voidPromise());
	}

	private static void end(ChannelHandlerContext context) {
		context.writeAndFlush(new DefaultLastHttpContent(Unpooled.wrappedBuffer(BODY)), context.voidPromise());
	}

}
