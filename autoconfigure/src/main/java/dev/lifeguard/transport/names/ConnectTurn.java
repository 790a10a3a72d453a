package dev.lifeguard.transport.names;

import java.net.SocketAddress;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;

import dev.lifeguard.transport.ConnectBudget;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.ConnectTimeoutException;
import io.netty.util.concurrent.Future;

/**
 * Handler that gives the TCP connect to one of several addresses the time of its turn. It
 * leaves the pipeline with the connect.
 *
 * @since 0.1.0
 */
public final class ConnectTurn extends ChannelOutboundHandlerAdapter {

	private ConnectTurn() {
	}

	public static void install(Channel channel) {
		channel.pipeline().addFirst(new ConnectTurn());
	}

	@Override
	public void connect(ChannelHandlerContext context, SocketAddress remote, SocketAddress local,
			ChannelPromise promise) {
		if (remote instanceof AddressInTurn address) {
			take(address, context, local, promise);
		}
		else {
			context.connect(remote, local, promise);
		}
		context.pipeline().remove(this);
	}

	private static void take(AddressInTurn address, ChannelHandlerContext context, SocketAddress local,
			ChannelPromise promise) {
		AddressPlan plan = address.plan();
		plan.begins();
		Throwable refusal = plan.refusal(address.turn());
		long millis = plan.time(address.turn()).toMillis();
		if (refusal != null) {
			promise.tryFailure(refusal);
		}
		else if (millis <= 0) {
			promise.tryFailure(new ConnectTimeoutException("no time was left to connect to " + address));
		}
		else {
			ConnectBudget.leave(context.channel(), millis);
			long began = plan.nanoClock().getAsLong();
			promise.addListener((connect) -> over(address, connect, began));
			context.connect(plan.address(address.turn()), local, promise);
		}
	}

	private static void over(AddressInTurn address, Future<?> connect, long began) {
		AddressPlan plan = address.plan();
		if (connect.isSuccess()) {
			plan.connected(address.turn(), Duration.ofNanos(plan.nanoClock().getAsLong() - began));
		}
		else if (connect.cause() instanceof ConnectTimeoutException) {
			plan.silent(address.turn());
		}
		else if (!(connect.cause() instanceof ClosedChannelException)) {
			plan.refused(address.turn(), connect.cause());
		}
	}

}
