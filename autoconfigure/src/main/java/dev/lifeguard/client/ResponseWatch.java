package dev.lifeguard.client;

import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.timeout.ReadTimeoutException;
import io.netty.util.AttributeKey;
import org.jspecify.annotations.Nullable;
import reactor.netty.Connection;
import reactor.netty.ConnectionObserver;
import reactor.netty.NettyPipeline;
import reactor.netty.http.client.HttpClientState;

/**
 * Ends the call whose peer keeps silent: no read for so long, once the request was sent.
 * <p>
 * The library's own response timeout puts a handler and a timer into the pipeline for
 * each call and takes them out again. Here both stay with the connection: a call only
 * leaves the time, and the timer looks at it when it is due, until a look finds no call.
 * All of it happens on the connection's event loop.
 */
final class ResponseWatch extends ChannelInboundHandlerAdapter {

	private static final AttributeKey<ResponseWatch> WATCH = AttributeKey.valueOf(ResponseWatch.class, "watch");

	private final Channel channel;

	private final long limitNanos;

	private final LongSupplier nanoClock;

	private boolean awaiting;

	private long silentSince;

	private @Nullable Future<?> timer;

	private ResponseWatch(Channel channel, long limitNanos, LongSupplier nanoClock) {
		this.channel = channel;
		this.limitNanos = limitNanos;
		this.nanoClock = nanoClock;
	}

	/**
	 * Return what starts a watch with each request.
	 */
	static ConnectionObserver starter(long limitNanos, LongSupplier nanoClock) {
		return new Starter(limitNanos, nanoClock);
	}

	private void requestSent() {
		this.awaiting = true;
		this.silentSince = this.nanoClock.getAsLong();
		if (this.timer == null) {
			lookIn(this.limitNanos);
		}
	}

	private void lookIn(long nanos) {
		this.timer = this.channel.eventLoop().schedule(this::look, nanos, TimeUnit.NANOSECONDS);
	}

	private void look() {
		this.timer = null;
		if (!this.awaiting || !Call.isBound(this.channel)) {
			return;
		}
		long left = this.limitNanos - (this.nanoClock.getAsLong() - this.silentSince);
		if (left > 0) {
			lookIn(left);
		}
		else if (hasOwnLimit()) {
			lookIn(this.limitNanos);
		}
		else {
			ChannelHandlerContext context = this.channel.pipeline().context(this);
			context.fireExceptionCaught(ReadTimeoutException.INSTANCE);
			context.close();
		}
	}

	/**
	 * Return whether the request was given a response timeout of its own, which then
	 * counts instead.
	 */
	private boolean hasOwnLimit() {
		return this.channel.pipeline().get(NettyPipeline.ResponseTimeoutHandler) != null;
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		this.silentSince = this.nanoClock.getAsLong();
		context.fireChannelRead(message);
	}

	@Override
	public void handlerRemoved(ChannelHandlerContext context) {
		Future<?> timer = this.timer;
		if (timer != null) {
			timer.cancel(false);
		}
	}

	private static final class Starter implements ConnectionObserver {

		private final long limitNanos;

		private final LongSupplier nanoClock;

		Starter(long limitNanos, LongSupplier nanoClock) {
			this.limitNanos = limitNanos;
			this.nanoClock = nanoClock;
		}

		@Override
		public void onStateChange(Connection connection, State state) {
			if (state == State.CONFIGURED) {
				requestBegins(connection.channel());
			}
			else if (state == HttpClientState.REQUEST_SENT) {
				requestSent(connection.channel());
			}
		}

		private static void requestBegins(Channel channel) {
			ResponseWatch watch = channel.attr(WATCH).get();
			if (watch != null) {
				watch.awaiting = false;
			}
		}

		private void requestSent(Channel channel) {
			if (channel.eventLoop().inEventLoop()) {
				watch(channel).requestSent();
			}
			else {
				channel.eventLoop().execute(() -> watch(channel).requestSent());
			}
		}

		private ResponseWatch watch(Channel channel) {
			ResponseWatch watch = channel.attr(WATCH).get();
			if (watch == null) {
				watch = new ResponseWatch(channel, this.limitNanos, this.nanoClock);
				channel.attr(WATCH).set(watch);
				channel.pipeline().addBefore(NettyPipeline.ReactiveBridge, null, watch);
			}
			return watch;
		}

	}

}
