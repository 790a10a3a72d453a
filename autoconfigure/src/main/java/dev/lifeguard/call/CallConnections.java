package dev.lifeguard.call;

import dev.lifeguard.pool.Bound;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import org.jspecify.annotations.Nullable;

/**
 * Connections of one call: the one that is being made for it, the one that it had last,
 * and whether its request may be sent again on another.
 */
abstract class CallConnections extends Bound {

	private final Resend resend;

	private volatile @Nullable Channel connecting;

	private volatile @Nullable Channel channel;

	private long boundNanos;

	CallConnections(String method) {
		this.resend = new Resend(method);
	}

	/**
	 * A socket is being connected for the call.
	 */
	final void connects(Channel channel) {
		this.connecting = channel;
	}

	/**
	 * A connection is the call's own from now on.
	 */
	final void connected(Channel channel, long now) {
		this.connecting = null;
		this.channel = channel;
		this.boundNanos = now;
		this.resend.connected(channel);
	}

	/**
	 * The response has begun: no socket is awaited any more.
	 */
	final void answered() {
		this.connecting = null;
	}

	long boundNanos() {
		return this.boundNanos;
	}

	final @Nullable Channel channel() {
		return this.channel;
	}

	/**
	 * Return the connection that is being made for the call, or else the one it has.
	 */
	final @Nullable Channel latest() {
		Channel connecting = this.connecting;
		return (connecting != null) ? connecting : this.channel;
	}

	final @Nullable Channel connecting() {
		return this.connecting;
	}

	final boolean isConnecting() {
		return this.connecting != null;
	}

	/**
	 * Return the loop that serves the call, if it has one already.
	 */
	final @Nullable EventLoop eventLoop() {
		Channel channel = latest();
		return (channel != null && channel.isRegistered()) ? channel.eventLoop() : null;
	}

	Resend resend() {
		return this.resend;
	}

}
