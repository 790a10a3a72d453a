package dev.lifeguard.client;

import dev.lifeguard.pool.OpenSockets;
import io.netty.channel.Channel;
import reactor.netty.Connection;
import reactor.netty.ConnectionObserver;
import reactor.netty.http.client.HttpClientInfos;

/**
 * Binds each connection to the call that it serves, and frees it when the connection goes
 * back to the pool or is lost. Not every way to lose one is announced as a state, so the
 * channel's own close counts as well.
 */
final class LeaseObserver implements ConnectionObserver {

	private final OpenSockets sockets;

	LeaseObserver(OpenSockets sockets) {
		this.sockets = sockets;
	}

	@Override
	public void onStateChange(Connection connection, State state) {
		if (state == State.CONNECTED) {
			opened(connection.channel());
		}
		else if (state == State.CONFIGURED && connection instanceof HttpClientInfos infos) {
			Call call = infos.currentContextView().getOrDefault(Call.class, null);
			if (call != null) {
				call.bind(connection.channel());
			}
		}
		else if (state == State.RELEASED || state == State.DISCONNECTING) {
			Call.unbind(connection.channel());
		}
	}

	private void opened(Channel channel) {
		String remote = Target.of(channel.remoteAddress());
		this.sockets.opened(remote);
		channel.closeFuture().addListener((closed) -> {
			this.sockets.closed(remote);
			Call.unbind(channel);
		});
	}

}
