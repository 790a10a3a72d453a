package dev.lifeguard.call.wire;

import java.util.function.LongSupplier;

import dev.lifeguard.coding.CompressedBodies;
import dev.lifeguard.leak.LeakWatch;
import dev.lifeguard.transport.LimitWitness;
import io.netty.channel.Channel;
import reactor.netty.Connection;
import reactor.netty.ConnectionObserver;
import reactor.netty.http.client.HttpClientState;

/**
 * Observer that notifies each connection's {@link TurnHandler} of the requests that begin
 * on it, and creates it with the first of them.
 *
 * @since 0.1.0
 */
public final class WatchStarter implements ConnectionObserver {

	private final long limitNanos;

	private final LeakWatch leaks;

	private final LimitWitness witness;

	private final LongSupplier nanoClock;

	public WatchStarter(long limitNanos, LeakWatch leaks, LimitWitness witness, LongSupplier nanoClock) {
		this.limitNanos = limitNanos;
		this.leaks = leaks;
		this.witness = witness;
		this.nanoClock = nanoClock;
	}

	@Override
	public void onStateChange(Connection connection, State state) {
		if (!LeaseObserver.isConfigured(state) && state != HttpClientState.REQUEST_SENT) {
			return;
		}
		Channel channel = connection.channel();
		if (!channel.isRegistered()) {
			// the response is over, and its connection with it
			return;
		}
		if (channel.eventLoop().inEventLoop()) {
			changed(channel, state);
		}
		else {
			channel.eventLoop().execute(() -> changed(channel, state));
		}
	}

	/**
	 * The connection below streams is configured as well, once, and its watch only
	 * records who closes it.
	 */
	private void changed(Channel channel, State state) {
		if (LeaseObserver.isConfigured(state)) {
			TurnHandler.on(channel, this).requestBegins();
		}
		else {
			TurnHandler.on(channel, this).requestSent();
		}
	}

	/**
	 * Make the watch of a connection.
	 */
	TurnHandler watch(Channel channel) {
		CompressedBodies.replaceOn(channel);
		SilenceProbe probe = SharedConnection.beneath(channel, this.limitNanos, this.nanoClock);
		return new TurnHandler(channel, this.limitNanos, this.leaks, this.nanoClock, probe);
	}

	/**
	 * Return what watches the limits that the application sets.
	 */
	LimitWitness witness() {
		return this.witness;
	}

}
