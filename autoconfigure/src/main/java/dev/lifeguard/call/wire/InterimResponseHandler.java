package dev.lifeguard.call.wire;

import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.DecoderResultProvider;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;
import reactor.netty.Connection;
import reactor.netty.NettyPipeline;

/**
 * Handler right above the HTTP codec that drops interim responses, and tells the
 * {@link StrayBytesHandler} beneath the codec where a response ends. Reactor Netty takes
 * any interim response but {@code 100} for the final one.
 * <p>
 * A read that brings nothing else is not announced: an interim response does not give the
 * peer more time.
 * <p>
 * Source: RFC 9110, section 15.2.
 */
final class InterimResponseHandler extends ChannelDuplexHandler {

	private final @Nullable StrayBytesHandler bytes;

	private boolean interim;

	private boolean dropped;

	private boolean passed;

	private boolean failed;

	InterimResponseHandler(@Nullable StrayBytesHandler bytes) {
		this.bytes = bytes;
	}

	/**
	 * Add the handlers to a connection that speaks HTTP/1.1, or to a stream of one that
	 * speaks HTTP/2, which has no bytes of its own.
	 */
	static void install(Channel channel) {
		ChannelPipeline pipeline = channel.pipeline();
		if (pipeline.get(NettyPipeline.HttpCodec) instanceof HttpClientCodec) {
			StrayBytesHandler bytes = new StrayBytesHandler();
			pipeline.addBefore(NettyPipeline.HttpCodec, null, bytes);
			pipeline.addAfter(NettyPipeline.HttpCodec, null, new InterimResponseHandler(bytes));
		}
		else if (pipeline.get(NettyPipeline.H2ToHttp11Codec) != null) {
			pipeline.addAfter(NettyPipeline.H2ToHttp11Codec, null, new InterimResponseHandler(null));
		}
	}

	@Override
	public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
		if (this.bytes != null && message instanceof HttpRequest) {
			this.bytes.requestWritten();
		}
		context.write(message, promise);
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		if (this.failed || (this.bytes != null && !this.bytes.isAwaited())) {
			ReferenceCountUtil.release(message);
		}
		else if (isFailure(message)) {
			this.passed = true;
			unusable(context.channel());
			context.fireChannelRead(message);
		}
		else if (isInterim(message)) {
			this.dropped = true;
			this.interim = !(message instanceof LastHttpContent);
			ReferenceCountUtil.release(message);
		}
		else if (isSwitch(message)) {
			ReferenceCountUtil.release(message);
			switched(context);
		}
		else {
			pass(context, message);
		}
	}

	private static boolean isFailure(Object message) {
		return message instanceof DecoderResultProvider decoded && decoded.decoderResult().isFailure();
	}

	/**
	 * Return whether a message is an interim response, or the empty end of one.
	 */
	private boolean isInterim(Object message) {
		if (message instanceof HttpResponse response) {
			return response.status().codeClass() == HttpStatusClass.INFORMATIONAL && !isSwitch(message);
		}
		return this.interim && message instanceof LastHttpContent;
	}

	private static boolean isSwitch(Object message) {
		return message instanceof HttpResponse response
				&& response.status().code() == HttpResponseStatus.SWITCHING_PROTOCOLS.code();
	}

	private void switched(ChannelHandlerContext context) {
		this.failed = true;
		unusable(context.channel());
		context.fireExceptionCaught(new CorruptedFrameException("the peer switched protocols without being asked to"));
		context.channel().close();
	}

	private void pass(ChannelHandlerContext context, Object message) {
		if (this.bytes != null && RequestTimeout.isOfIdleConnection(context.channel(), message)) {
			ReferenceCountUtil.release(message);
			this.failed = true;
			unusable(context.channel());
			context.channel().close();
			return;
		}
		this.passed = true;
		if (message instanceof HttpResponse response) {
			RedirectMethod.remember(context.channel(), response);
		}
		if (this.bytes != null && message instanceof LastHttpContent && !this.bytes.responseOver()) {
			unusable(context.channel());
		}
		context.fireChannelRead(message);
	}

	/**
	 * The library closes such a connection when the response is over, instead of keeping
	 * it.
	 */
	private void unusable(Channel channel) {
		if (this.bytes != null) {
			this.bytes.broken();
			Connection.from(channel).markPersistent(false);
		}
	}

	@Override
	public void channelReadComplete(ChannelHandlerContext context) {
		boolean more = this.dropped && !this.passed;
		this.dropped = false;
		this.passed = false;
		if (more) {
			context.read();
		}
		else {
			context.fireChannelReadComplete();
		}
	}

}
