package dev.lifeguard.transport;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import dev.lifeguard.pool.OnLoop;
import dev.lifeguard.pool.PooledSocket;
import io.netty.channel.Channel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import reactor.netty.Connection;

/**
 * State of a client's TLS material, and the open connections that were made with it.
 */
final class TlsGeneration {

	private final SslContext context;

	private final Set<Channel> channels = ConcurrentHashMap.newKeySet();

	private volatile boolean retired;

	TlsGeneration(SslContext context) {
		this.context = context;
	}

	SslContext context() {
		return this.context;
	}

	/**
	 * Make a handler, whose connection belongs to this generation from the end of its
	 * handshake on.
	 */
	SslHandler handler(Function<SslContext, SslHandler> factory) {
		SslHandler handler = factory.apply(this.context);
		handler.handshakeFuture().addListener((handshake) -> {
			if (handshake.isSuccess()) {
				joined((Channel) handshake.getNow());
			}
		});
		return handler;
	}

	private void joined(Channel channel) {
		this.channels.add(channel);
		channel.closeFuture().addListener((closed) -> this.channels.remove(channel));
		if (this.retired) {
			forbidReuse(channel);
		}
	}

	/**
	 * Let no connection of this generation be used for another call. All are marked
	 * before the first is closed: a call that was just given an idle one looks for
	 * another connection, once, and must not find the next that is being closed.
	 * @return how many there are
	 */
	int retire() {
		this.retired = true;
		Set<Channel> open = Set.copyOf(this.channels);
		open.forEach(TlsGeneration::forbidReuse);
		open.forEach((channel) -> OnLoop.run(channel, () -> closeIfIdle(channel)));
		return open.size();
	}

	private static void forbidReuse(Channel channel) {
		Connection.from(channel).markPersistent(false);
	}

	private static void closeIfIdle(Channel channel) {
		PooledSocket socket = PooledSocket.beneath(channel);
		if (socket == null || socket.isIdle()) {
			channel.close();
		}
	}

}
