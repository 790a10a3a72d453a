package dev.lifeguard.client;

import reactor.netty.Connection;
import reactor.netty.ConnectionObserver;
import reactor.netty.http.client.HttpClientInfos;

/**
 * Binds each connection to the call that it serves, and frees it when the connection goes
 * back to the pool or is lost. Not every way to lose one is announced as a state, so the
 * channel's own close counts as well.
 */
final class LeaseObserver implements ConnectionObserver {

	@Override
	public void onStateChange(Connection connection, State state) {
		if (state == State.CONNECTED) {
			connection.channel().closeFuture().addListener((closed) -> Call.unbind(connection.channel()));
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

}
