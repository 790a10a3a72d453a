package dev.lifeguard.client;

import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import dev.lifeguard.lease.LeakProof;
import dev.lifeguard.lease.LeakWatch;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.timeout.ReadTimeoutException;
import io.netty.util.AttributeKey;
import org.jspecify.annotations.Nullable;
import reactor.netty.Connection;
import reactor.netty.ConnectionObserver;
import reactor.netty.NettyPipeline;
import reactor.netty.http.client.HttpClientState;

/**
 * Ends the call whose peer keeps silent, and finds the response that the application does
 * not read: whose turn it is decides which of the two limits runs.
 * <p>
 * The library's own response timeout puts a handler and a timer into the pipeline for
 * each call and takes them out again, and closes the connection of a leaked response as
 * if the peer were silent. Here handler and timer stay with the connection: a call only
 * leaves the time, and the timer looks at it when it is due, until a look finds no call.
 * All of it happens on the connection's event loop.
 */
final class ResponseWatch extends ChannelDuplexHandler {

	/** A leak is found late by a fraction of its threshold at most. */
	private static final int LOOKS_PER_THRESHOLD = 4;

	private static final AttributeKey<ResponseWatch> WATCH = AttributeKey.valueOf(ResponseWatch.class, "watch");

	private final Channel channel;

	private final long limitNanos;

	private final LeakWatch leaks;

	private final LongSupplier nanoClock;

	private boolean awaiting;

	private boolean sending;

	private long quietSince;

	private long unwritten;

	private int asks;

	private @Nullable Connection abandoned;

	private @Nullable Future<?> timer;

	private ResponseWatch(Channel channel, long limitNanos, LeakWatch leaks, LongSupplier nanoClock) {
		this.channel = channel;
		this.limitNanos = limitNanos;
		this.leaks = leaks;
		this.nanoClock = nanoClock;
	}

	/**
	 * Return what starts a watch with each request.
	 */
	static ConnectionObserver starter(long limitNanos, LeakWatch leaks, LongSupplier nanoClock) {
		return new Starter(limitNanos, leaks, nanoClock);
	}

	private void requestBegins() {
		this.awaiting = true;
		this.sending = true;
		this.unwritten = 0;
		this.asks = 0;
		somethingMoved();
		if (this.timer == null) {
			lookIn(Math.min(this.limitNanos, stepNanos()));
		}
	}

	private void requestSent() {
		this.sending = false;
		somethingMoved();
	}

	private void somethingMoved() {
		this.quietSince = this.nanoClock.getAsLong();
	}

	private long stepNanos() {
		return Math.max(1, this.leaks.settings().threshold().toNanos() / LOOKS_PER_THRESHOLD);
	}

	private void lookIn(long nanos) {
		this.timer = this.channel.eventLoop().schedule(this::look, nanos, TimeUnit.NANOSECONDS);
	}

	private void look() {
		this.timer = null;
		Call call = Call.boundTo(this.channel);
		if (!this.awaiting || call == null) {
			return;
		}
		if (call.isWithApplication(this.channel)) {
			lookAtApplication(call);
		}
		else {
			lookAtPeer();
		}
	}

	private void lookAtApplication(Call call) {
		int asks = call.asks();
		if (asks != this.asks) {
			this.asks = asks;
			somethingMoved();
		}
		long left = this.leaks.settings().threshold().toNanos() - quietNanos();
		if (left <= 0) {
			call.leaked(LeakProof.UNREAD);
		}
		else if (left <= 2 * stepNanos()) {
			this.leaks.suspect();
		}
		lookIn((left <= 0) ? stepNanos() : Math.min(left, stepNanos()));
	}

	private void lookAtPeer() {
		if (this.sending && isNotStuck()) {
			somethingMoved();
		}
		long left = this.limitNanos - quietNanos();
		if (left > 0) {
			lookIn(Math.min(left, stepNanos()));
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
	 * Return whether the peer takes what is sent to it, or there is nothing to take.
	 */
	private boolean isNotStuck() {
		long before = this.unwritten;
		this.unwritten = this.channel.bytesBeforeWritable();
		return this.unwritten == 0 || this.unwritten != before;
	}

	private long quietNanos() {
		return this.nanoClock.getAsLong() - this.quietSince;
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
		somethingMoved();
		if (message instanceof HttpResponse && Call.boundTo(this.channel) == null) {
			// nobody asked for it, and the next call must not take it for its own
			context.close();
		}
		context.fireChannelRead(message);
	}

	/**
	 * The application asks for bytes after it did not: the peer's time begins now.
	 */
	@Override
	public void read(ChannelHandlerContext context) {
		somethingMoved();
		context.read();
	}

	/**
	 * Close the connection under a response that is taken back. Who reads the response
	 * must be told of an error: the operation ends with one when the channel is inactive,
	 * and what it has queued is released after that.
	 */
	static void closeUnder(Connection response) {
		ResponseWatch watch = response.channel().attr(WATCH).get();
		if (watch != null) {
			watch.abandoned = response;
		}
		response.channel().close();
	}

	@Override
	public void channelInactive(ChannelHandlerContext context) {
		context.fireChannelInactive();
		Connection abandoned = this.abandoned;
		if (abandoned != null) {
			abandoned.dispose();
		}
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

		private final LeakWatch leaks;

		private final LongSupplier nanoClock;

		Starter(long limitNanos, LeakWatch leaks, LongSupplier nanoClock) {
			this.limitNanos = limitNanos;
			this.leaks = leaks;
			this.nanoClock = nanoClock;
		}

		@Override
		public void onStateChange(Connection connection, State state) {
			if (state == State.CONFIGURED) {
				onEventLoop(connection.channel(), () -> watch(connection.channel()).requestBegins());
			}
			else if (state == HttpClientState.REQUEST_SENT) {
				onEventLoop(connection.channel(), () -> watch(connection.channel()).requestSent());
			}
		}

		private static void onEventLoop(Channel channel, Runnable task) {
			if (channel.eventLoop().inEventLoop()) {
				task.run();
			}
			else {
				channel.eventLoop().execute(task);
			}
		}

		private ResponseWatch watch(Channel channel) {
			ResponseWatch watch = channel.attr(WATCH).get();
			if (watch == null) {
				watch = new ResponseWatch(channel, this.limitNanos, this.leaks, this.nanoClock);
				channel.attr(WATCH).set(watch);
				channel.pipeline().addBefore(NettyPipeline.ReactiveBridge, null, watch);
			}
			return watch;
		}

	}

}
