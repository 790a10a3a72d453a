package dev.lifeguard.pool;

import java.io.IOException;

import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;

/**
 * Handler at the socket's end of a connection's pipeline that notes whose doing it is
 * that the connection ends. All that we close, whichever handler does it, is closed
 * through here; what the peer closes is not; and what comes from the socket as a failure
 * is its loss.
 *
 * @since 0.1.0
 */
@Sharable
public final class CloseWitness extends ChannelDuplexHandler {

	private static final CloseWitness INSTANCE = new CloseWitness();

	private CloseWitness() {
	}

	public static void watch(Channel channel) {
		channel.pipeline().addFirst(INSTANCE);
	}

	@Override
	public void close(ChannelHandlerContext context, ChannelPromise promise) {
		PooledSocket socket = PooledSocket.beneath(context.channel());
		if (socket != null) {
			socket.closing();
		}
		context.close(promise);
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
		PooledSocket socket = PooledSocket.beneath(context.channel());
		if (socket != null && failure instanceof IOException) {
			socket.lost();
		}
		context.fireExceptionCaught(failure);
	}

}
