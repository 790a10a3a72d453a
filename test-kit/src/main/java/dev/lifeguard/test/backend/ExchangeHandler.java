package dev.lifeguard.test.backend;

import java.util.function.BiFunction;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import org.jspecify.annotations.Nullable;

/**
 * Handler that takes the requests of one connection, or of one stream, and hands each on
 * when it has arrived.
 */
final class ExchangeHandler extends SimpleChannelInboundHandler<HttpObject> {

	private final BiFunction<Channel, Upload, @Nullable Exchange> requests;

	private @Nullable Upload upload;

	private @Nullable Exchange exchange;

	ExchangeHandler(BiFunction<Channel, Upload, @Nullable Exchange> requests) {
		this.requests = requests;
	}

	@Override
	protected void channelRead0(ChannelHandlerContext context, HttpObject message) {
		if (message.decoderResult().isFailure()) {
			context.close();
			return;
		}
		if (message instanceof HttpRequest request) {
			this.upload = new Upload(request);
		}
		Upload upload = this.upload;
		if (upload != null && message instanceof HttpContent content) {
			upload.add(content.content());
		}
		if (upload != null && message instanceof LastHttpContent) {
			this.upload = null;
			this.exchange = this.requests.apply(context.channel(), upload);
		}
	}

	/**
	 * The end of a channel is heard of at once. {@code channelInactive} comes after what
	 * has arrived on other connections meanwhile.
	 */
	@Override
	public void handlerAdded(ChannelHandlerContext context) {
		context.channel().closeFuture().addListener((closed) -> gone());
	}

	private void gone() {
		Exchange exchange = this.exchange;
		if (exchange != null) {
			exchange.gone();
		}
	}

	/**
	 * The client breaks connections as well.
	 */
	@Override
	public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
		context.close();
	}

}
