package dev.lifeguard.transport;

import io.netty.channel.Channel;
import io.netty.util.concurrent.SingleThreadEventExecutor;

/**
 * Hook on an event loop that closes a channel before the loop ends. A loop that is shut
 * down with no quiet period may end without a look at its channels: they would stay open
 * with nobody to serve them, and their calls would never hear of it.
 *
 * @since 0.1.0
 */
public final class ClosedWithLoop {

	private ClosedWithLoop() {
	}

	public static void watch(Channel channel) {
		if (channel.eventLoop() instanceof SingleThreadEventExecutor loop) {
			Runnable close = channel::close;
			loop.addShutdownHook(close);
			channel.closeFuture().addListener((closed) -> loop.removeShutdownHook(close));
		}
	}

}
