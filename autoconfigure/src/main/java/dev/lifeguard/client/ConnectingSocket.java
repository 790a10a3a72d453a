package dev.lifeguard.client;

import java.net.SocketAddress;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import reactor.netty.ReactorNetty;
import reactor.util.context.ContextView;

/**
 * Tells a call which socket is being connected for it, so that a call that is given up
 * ends the connect as well: the library would go on with it, and hold a place for it.
 */
final class ConnectingSocket extends ChannelOutboundHandlerAdapter {

	static void watch(Channel channel) {
		channel.pipeline().addFirst(new ConnectingSocket());
	}

	@Override
	public void connect(ChannelHandlerContext context, SocketAddress remote, SocketAddress local,
			ChannelPromise promise) {
		ContextView view = ReactorNetty.getChannelContext(context.channel());
		Call call = (view != null) ? view.getOrDefault(Call.class, null) : null;
		if (call != null) {
			call.connecting(context.channel());
		}
		context.connect(remote, local, promise);
		context.pipeline().remove(this);
	}

}
