package dev.lifeguard.transport;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2SettingsFrame;
import io.netty.handler.timeout.ReadTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Wait for the SETTINGS of an HTTP/2 peer, which are the first that it has to send: the
 * library opens no stream before them, and would wait as long as the call may take.
 * <p>
 * It is the wait for a first byte, and has the limit of one, because a peer that is slow
 * to take up connections is late with its SETTINGS.
 * <p>
 * Source: RFC 9113, section 3.4.
 *
 * @since 0.1.0
 */
public final class SettingsWait extends ChannelInboundHandlerAdapter {

	private final Duration limit;

	private @Nullable Future<?> timer;

	private SettingsWait(Duration limit) {
		this.limit = limit;
	}

	/**
	 * Bound the wait on a connection that is being made, if it is to speak HTTP/2.
	 * @param limit how long the peer may take
	 * @param channel what is being connected
	 */
	public static void limit(Channel channel, Duration limit) {
		ChannelHandlerContext codec = channel.pipeline().context(Http2FrameCodec.class);
		if (codec != null) {
			channel.pipeline().addAfter(codec.name(), null, new SettingsWait(limit));
		}
	}

	/**
	 * The connection is made, its handshake included.
	 */
	@Override
	public void channelActive(ChannelHandlerContext context) {
		stop();
		this.timer = context.executor().schedule(() -> giveUp(context), this.limit.toNanos(), TimeUnit.NANOSECONDS);
		context.fireChannelActive();
	}

	private void giveUp(ChannelHandlerContext context) {
		new PassedLimit(null, this.limit, null).noteOn(context.channel());
		context.fireExceptionCaught(ReadTimeoutException.INSTANCE);
		context.close();
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		context.fireChannelRead(message);
		if (message instanceof Http2SettingsFrame) {
			context.pipeline().remove(this);
		}
	}

	@Override
	public void channelInactive(ChannelHandlerContext context) {
		stop();
		context.fireChannelInactive();
	}

	@Override
	public void handlerRemoved(ChannelHandlerContext context) {
		stop();
	}

	private void stop() {
		Future<?> timer = this.timer;
		this.timer = null;
		if (timer != null) {
			timer.cancel(false);
		}
	}

}
