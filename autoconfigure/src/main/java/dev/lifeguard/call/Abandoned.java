package dev.lifeguard.call;

import dev.lifeguard.pool.Bound;
import dev.lifeguard.pool.OnLoop;
import dev.lifeguard.pool.PooledSocket;
import io.netty.channel.Channel;

/**
 * Connection that was being opened for a call that was cancelled meanwhile.
 */
final class Abandoned {

	private Abandoned() {
	}

	/**
	 * Close the connection, unless somebody else has it by now.
	 */
	static void close(Channel channel, Bound call) {
		OnLoop.run(channel, () -> {
			Bound taker = Bound.to(channel);
			PooledSocket socket = PooledSocket.beneath(channel);
			boolean free = taker == null && (socket == null || socket.isIdle());
			if (free || taker == call) {
				channel.close();
			}
		});
	}

}
