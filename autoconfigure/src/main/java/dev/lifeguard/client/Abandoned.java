package dev.lifeguard.client;

import dev.lifeguard.pool.PooledSocket;
import io.netty.channel.Channel;

/**
 * A connection that was being opened for a call which was given up meanwhile.
 */
final class Abandoned {

	private Abandoned() {
	}

	/**
	 * Close the connection, unless somebody else has it by now.
	 */
	static void close(Channel channel, Call call) {
		OnLoop.run(channel, () -> {
			Call taker = Call.boundTo(channel);
			PooledSocket socket = PooledSocket.beneath(channel);
			boolean free = taker == null && (socket == null || socket.isIdle());
			if (free || taker == call) {
				channel.close();
			}
		});
	}

}
