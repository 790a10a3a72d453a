package dev.lifeguard.call;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import dev.lifeguard.failure.CallTimeoutException;
import dev.lifeguard.time.TimeoutSettings;
import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import reactor.netty.NettyPipeline;

/**
 * Watch that ends the calls that nothing else ends. If a hook of the application dies of
 * an {@link Error}, neither Reactor nor Netty reports it, even when the connection is
 * closed: the caller would wait for as long as the call may take, possibly forever.
 * <p>
 * It runs every second, and gives each limit one more second to do better.
 *
 * @since 0.1.0
 */
public final class StuckCalls {

	private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(1);

	private final ActiveCalls calls;

	private final TimeoutSettings timeouts;

	public StuckCalls(ActiveCalls calls, TimeoutSettings timeouts) {
		this.calls = calls;
		this.timeouts = timeouts;
	}

	public void look() {
		for (Call call : this.calls.holding()) {
			Channel channel = call.awaited();
			if (channel != null && !isBeingOpened(channel)) {
				look(call, channel);
			}
		}
	}

	/**
	 * A connect that has no connection yet has limits of its own.
	 */
	private static boolean isBeingOpened(Channel channel) {
		return channel.isOpen() && !channel.isActive();
	}

	private void look(Call call, Channel channel) {
		boolean connecting = call.isConnecting() || Call.boundTo(channel) != call;
		Duration limit = connecting
				? this.timeouts.connect().plus(this.timeouts.tlsHandshake()).plus(this.timeouts.response())
				: this.timeouts.response();
		long quiet = call.lease().inPhaseNanos();
		long quietOnConnection = ChannelTurn.quietNanos(channel);
		if (!connecting && quietOnConnection >= 0) {
			quiet = Math.min(quiet, quietOnConnection);
		}
		if (quiet >= limit.toNanos() + GRACE_NANOS && !hasLimitOfItsOwn(call, channel)) {
			call.stuck(connecting ? CallTimeoutException.Phase.CONNECT : CallTimeoutException.Phase.FIRST_BYTE, limit);
		}
	}

	private static boolean hasLimitOfItsOwn(Call call, Channel channel) {
		SslHandler tls = channel.pipeline().get(SslHandler.class);
		return call.isWriting() || (tls != null && !tls.handshakeFuture().isDone())
				|| channel.pipeline().get(NettyPipeline.ResponseTimeoutHandler) != null;
	}

}
