package dev.lifeguard.call.wire;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import dev.lifeguard.pool.PooledSocket;
import dev.lifeguard.transport.PassedLimit;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.DefaultHttp2PingFrame;
import io.netty.handler.codec.http2.Http2MultiplexActiveStreamsException;
import io.netty.handler.timeout.ReadTimeoutException;
import io.netty.util.AttributeKey;
import org.jspecify.annotations.Nullable;

/**
 * Handler on an HTTP/2 connection that judges the connection where a timeout judges one
 * of its streams: something between the two ends may swallow all that is sent, and every
 * new stream with it.
 * <p>
 * A connection that brings no byte after a request began gets no new streams after half
 * of {@code timeout.response}, and is sent a PING. With the next byte, whatever it is, it
 * is used again. Without one for another half it is closed, and its calls fail as they
 * would by {@code timeout.response}: no call fails earlier than the longest silence that
 * the client puts up with, though the peer pauses as a whole. The answer to a PING needs
 * no application, so each half is five seconds at most, however long responses may take.
 * <p>
 * The PING of the library is sent when nothing is read or written, so new requests put it
 * off. All of this happens on the connection's event loop.
 * <p>
 * Source: RFC 9113, section 6.7.
 */
final class SilenceProbe extends ChannelInboundHandlerAdapter {

	private static final long LONGEST_HALF = TimeUnit.SECONDS.toNanos(5);

	/**
	 * Bytes that arrived while the event loop was blocked are read before the last check.
	 */
	private static final long LAST_LOOK = TimeUnit.MILLISECONDS.toNanos(10);

	private static final long CONTENT = 0x6C69666567756172L;

	private static final String WORDS = "silence of the HTTP/2 connection, which did not answer a PING";

	private static final AttributeKey<SilenceProbe> PROBE = AttributeKey.valueOf(SilenceProbe.class, "probe");

	private final Channel connection;

	private final long halfNanos;

	private final LongSupplier nanoClock;

	private boolean owing;

	private long owingSince;

	private boolean asked;

	private @Nullable Future<?> timer;

	/**
	 * Create a probe.
	 * @param connection the connection
	 * @param limitNanos how long the client waits for the first byte
	 * @param nanoClock a monotonic clock, in nanoseconds
	 */
	SilenceProbe(Channel connection, long limitNanos, LongSupplier nanoClock) {
		this.connection = connection;
		this.halfNanos = Math.min(limitNanos / 2, LONGEST_HALF);
		this.nanoClock = nanoClock;
	}

	/**
	 * Return the probe of a connection, if it has one.
	 */
	static @Nullable SilenceProbe of(Channel connection) {
		return connection.attr(PROBE).get();
	}

	/**
	 * Begin to hear what arrives.
	 * @param codec the name of the connection's codec
	 */
	void install(String codec) {
		this.connection.pipeline().addBefore(codec, null, this);
		this.connection.attr(PROBE).set(this);
	}

	/**
	 * A request begins on a stream.
	 */
	void requestBegins(long now) {
		if (!this.owing) {
			this.owing = true;
			this.owingSince = now;
			if (this.timer == null) {
				lookIn(this::look, this.halfNanos);
			}
		}
	}

	private void lookIn(Runnable look, long nanos) {
		this.timer = this.connection.eventLoop().schedule(look, nanos, TimeUnit.NANOSECONDS);
	}

	private void look() {
		this.timer = null;
		if (!this.owing) {
			return;
		}
		long left = this.halfNanos - (this.nanoClock.getAsLong() - this.owingSince);
		if (left > 0) {
			lookIn(this::look, left);
		}
		else {
			ask();
		}
	}

	private void ask() {
		this.asked = true;
		suspect(true);
		this.connection.writeAndFlush(new DefaultHttp2PingFrame(CONTENT))
			.addListener((ChannelFuture written) -> asked(written.isSuccess()));
	}

	/**
	 * The peer's time begins when the PING has left, which may be behind a large upload.
	 */
	private void asked(boolean written) {
		if (written && this.asked) {
			lookIn(() -> lookIn(this::unanswered, LAST_LOOK), this.halfNanos);
		}
	}

	private void unanswered() {
		this.timer = null;
		PooledSocket socket = PooledSocket.beneath(this.connection);
		if (socket != null) {
			socket.silent();
		}
		Duration silence = Duration.ofNanos(2 * this.halfNanos);
		new PassedLimit(null, silence, WORDS).noteOn(this.connection);
		this.connection.pipeline()
			.fireExceptionCaught(new Http2MultiplexActiveStreamsException(ReadTimeoutException.INSTANCE));
		this.connection.close();
	}

	private void suspect(boolean suspect) {
		PooledSocket socket = PooledSocket.beneath(this.connection);
		if (socket != null) {
			socket.suspect(suspect);
		}
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		this.owing = false;
		if (this.asked) {
			answered();
		}
		context.fireChannelRead(message);
	}

	private void answered() {
		this.asked = false;
		stop();
		suspect(false);
	}

	private void stop() {
		Future<?> timer = this.timer;
		this.timer = null;
		if (timer != null) {
			timer.cancel(false);
		}
	}

	@Override
	public void channelInactive(ChannelHandlerContext context) {
		this.asked = false;
		stop();
		context.fireChannelInactive();
	}

	@Override
	public void handlerRemoved(ChannelHandlerContext context) {
		stop();
	}

}
