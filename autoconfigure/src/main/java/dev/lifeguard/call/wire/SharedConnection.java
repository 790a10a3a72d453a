package dev.lifeguard.call.wire;

import java.util.function.LongSupplier;

import dev.lifeguard.transport.ConnectionWindow;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2FrameCodec;
import org.jspecify.annotations.Nullable;

/**
 * Set-up of the HTTP/2 connection beneath a stream, made with its first one.
 */
final class SharedConnection {

	private SharedConnection() {
	}

	/**
	 * Return the probe of the connection beneath a stream.
	 * @param channel the stream; a connection of its own has no probe
	 * @param limitNanos how long the client waits for the first byte
	 * @param nanoClock a monotonic clock, in nanoseconds
	 */
	static @Nullable SilenceProbe beneath(Channel channel, long limitNanos, LongSupplier nanoClock) {
		Channel connection = channel.parent();
		if (connection == null) {
			return null;
		}
		SilenceProbe probe = SilenceProbe.of(connection);
		return (probe != null) ? probe : setUp(connection, new SilenceProbe(connection, limitNanos, nanoClock));
	}

	private static @Nullable SilenceProbe setUp(Channel connection, SilenceProbe probe) {
		ChannelHandlerContext context = connection.pipeline().context(Http2FrameCodec.class);
		if (context == null) {
			return null;
		}
		ConnectionWindow.open(connection, (Http2FrameCodec) context.handler());
		probe.install(context.name());
		return probe;
	}

}
