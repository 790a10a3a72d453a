package dev.lifeguard.transport;

import java.net.SocketAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.proxy.ProxyConnectException;
import io.netty.handler.proxy.ProxyConnectionEvent;
import io.netty.handler.proxy.ProxyHandler;
import org.jspecify.annotations.Nullable;

/**
 * Handler that keeps a connection connecting until its proxy has accepted it, within the
 * connect timeout. The library takes it for connected as soon as the proxy itself is: a
 * request without TLS would count as sent while the proxy still says no.
 *
 * @since 0.1.0
 */
public final class ProxyPhase extends ChannelDuplexHandler {

	private final PassedLimit limit;

	private @Nullable Future<?> timer;

	private ProxyPhase(PassedLimit limit) {
		this.limit = limit;
	}

	/**
	 * Watch the channel's proxy, if it goes through one.
	 * @param channel what is being connected
	 * @param own the client's connect timeout
	 */
	public static void watch(Channel channel, Duration own) {
		ChannelHandlerContext context = channel.pipeline().context(ProxyHandler.class);
		if (context != null) {
			ProxyHandler proxy = (ProxyHandler) context.handler();
			PassedLimit limit = ConnectLimits.ofProxy(proxy, own);
			// its own timeout can be distinguished from a refusal only by its text
			proxy.setConnectTimeoutMillis(0);
			channel.pipeline().addAfter(context.name(), null, new ProxyPhase(limit));
		}
	}

	@Override
	public void connect(ChannelHandlerContext context, SocketAddress remote, SocketAddress local,
			ChannelPromise promise) {
		ChannelPromise toProxy = context.newPromise();
		toProxy.addListener((connected) -> {
			if (connected.isSuccess()) {
				promise.trySuccess();
			}
			else {
				promise.tryFailure(inWords(context, connected.cause()));
			}
		});
		context.connect(remote, local, toProxy);
	}

	private static Throwable inWords(ChannelHandlerContext context, Throwable failure) {
		return (failure instanceof ConnectTimeoutException) ? failure
				: new ProxyConnectException("%s cannot be reached: %s".formatted(proxy(context), failure), failure);
	}

	private static String proxy(ChannelHandlerContext context) {
		ProxyHandler proxy = context.pipeline().get(ProxyHandler.class);
		return "%s proxy %s".formatted(proxy.protocol(), proxy.proxyAddress().toString());
	}

	@Override
	public void channelActive(ChannelHandlerContext context) {
		Duration time = Objects.requireNonNull(this.limit.time(), "the limit of a connect is known");
		this.timer = context.executor().schedule(() -> giveUp(context), time.toMillis(), TimeUnit.MILLISECONDS);
	}

	private void giveUp(ChannelHandlerContext context) {
		this.limit.noteOn(context.channel());
		context.fireExceptionCaught(new ConnectTimeoutException(proxy(context) + " did not answer"));
		context.close();
	}

	@Override
	public void userEventTriggered(ChannelHandlerContext context, Object event) {
		context.fireUserEventTriggered(event);
		if (event instanceof ProxyConnectionEvent) {
			context.pipeline().remove(this);
			context.fireChannelActive();
		}
	}

	@Override
	public void handlerRemoved(ChannelHandlerContext context) {
		Future<?> timer = this.timer;
		if (timer != null) {
			timer.cancel(false);
		}
	}

}
