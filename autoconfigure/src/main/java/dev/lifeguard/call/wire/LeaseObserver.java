package dev.lifeguard.call.wire;

import dev.lifeguard.call.Call;
import dev.lifeguard.pool.Bound;
import dev.lifeguard.pool.CloseWitness;
import dev.lifeguard.pool.PooledSocket;
import dev.lifeguard.pool.Sockets;
import dev.lifeguard.transport.Target;
import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;
import reactor.netty.Connection;
import reactor.netty.ConnectionObserver;
import reactor.netty.http.client.HttpClientInfos;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.http.client.HttpClientState;

/**
 * Observer that binds each connection to the call that it serves, and frees it when the
 * connection goes back to the pool or is lost. Not every way to lose one is announced as
 * a state, so the channel's own close counts as well.
 *
 * @since 0.1.0
 */
public final class LeaseObserver implements ConnectionObserver {

	private static final String KEEP_ALIVE = "Keep-Alive";

	private final Sockets sockets;

	public LeaseObserver(Sockets sockets) {
		this.sockets = sockets;
	}

	@Override
	public void onStateChange(Connection connection, State state) {
		Channel channel = connection.channel();
		if (state == State.CONNECTED) {
			opened(channel);
		}
		else if (isConfigured(state) && connection instanceof HttpClientInfos infos) {
			configured(channel, infos.currentContextView().getOrDefault(Call.class, null));
		}
		else if (state == State.RELEASED || state == State.DISCONNECTING) {
			ended(connection, channel, state);
		}
		else {
			exchanged(connection, state);
		}
	}

	/**
	 * A request that failed while it was sent may have reached the peer all the same: its
	 * response must not be taken for the next one's.
	 */
	@Override
	public void onUncaughtException(Connection connection, Throwable failure) {
		StrayBytesHandler bytes = connection.channel().pipeline().get(StrayBytesHandler.class);
		if (bytes != null && bytes.isAwaited()) {
			connection.markPersistent(false);
		}
	}

	/**
	 * Return whether a request is about to be sent: on a connection, or on a stream of
	 * one.
	 */
	static boolean isConfigured(State state) {
		return state == State.CONFIGURED || state == HttpClientState.STREAM_CONFIGURED;
	}

	private static void exchanged(Connection connection, State state) {
		if (state == HttpClientState.REQUEST_PREPARED) {
			prepared(connection.channel());
		}
		else if (state == HttpClientState.RESPONSE_RECEIVED && connection instanceof HttpClientResponse response) {
			responded(connection.channel(), response);
		}
	}

	private void opened(Channel channel) {
		this.sockets.opened(channel, Target.of(channel));
		CloseWitness.watch(channel);
		channel.closeFuture().addListener((closed) -> Bound.unbind(channel));
	}

	private static void configured(Channel channel, @Nullable Call call) {
		PooledSocket socket = PooledSocket.beneath(channel);
		if (socket != null) {
			socket.used();
		}
		if (channel.parent() != null) {
			channel.closeFuture().addListener((closed) -> free(channel));
		}
		if (call != null) {
			call.bind(channel);
		}
	}

	private static void prepared(Channel channel) {
		Call call = Call.boundTo(channel);
		if (call != null) {
			call.resend().prepared();
		}
	}

	private static void responded(Channel channel, HttpClientResponse response) {
		PooledSocket socket = PooledSocket.beneath(channel);
		if (socket != null) {
			socket.keepAlive(response.responseHeaders().get(KEEP_ALIVE));
		}
	}

	/**
	 * A socket that is being closed is not idle. A stream ends when it is closed, and its
	 * socket is kept.
	 */
	private static void ended(Connection connection, Channel channel, State state) {
		if (state == State.RELEASED && connection instanceof HttpClientInfos) {
			free(channel);
		}
		else if (channel.parent() == null) {
			Bound.unbind(channel);
		}
	}

	private static void free(Channel channel) {
		PooledSocket socket = PooledSocket.beneath(channel);
		if (socket != null) {
			socket.released();
		}
		// last: it may hand the socket to the next call before it returns
		Bound.unbind(channel);
	}

}
