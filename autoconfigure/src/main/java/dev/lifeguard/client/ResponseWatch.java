package dev.lifeguard.client;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import dev.lifeguard.lease.LeakProof;
import dev.lifeguard.lease.LeakWatch;
import dev.lifeguard.lease.Phase;
import dev.lifeguard.pool.PooledSocket;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2GoAwayFrame;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.timeout.ReadTimeoutException;
import io.netty.util.AttributeKey;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;
import reactor.netty.Connection;
import reactor.netty.NettyPipeline;

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

	private static final long OF_LATE = TimeUnit.SECONDS.toNanos(1);

	private static final AttributeKey<ResponseWatch> WATCH = AttributeKey.valueOf(ResponseWatch.class, "watch");

	private final Channel channel;

	private final long limitNanos;

	private final LeakWatch leaks;

	private final LongSupplier nanoClock;

	private final @Nullable SilenceProbe probe;

	private boolean sending;

	private boolean asked;

	private boolean asking;

	private boolean moved;

	private boolean cutOff;

	private volatile long quietSince;

	private long unwritten;

	private long progress;

	private int asks;

	private @Nullable Connection abandoned;

	private @Nullable Future<?> timer;

	ResponseWatch(Channel channel, long limitNanos, LeakWatch leaks, LongSupplier nanoClock,
			@Nullable SilenceProbe probe) {
		this.channel = channel;
		this.limitNanos = limitNanos;
		this.leaks = leaks;
		this.nanoClock = nanoClock;
		this.probe = probe;
	}

	/**
	 * Return a connection's watch, which is made with its first request.
	 */
	static ResponseWatch on(Channel channel, WatchStarter starter) {
		ResponseWatch watch = channel.attr(WATCH).get();
		if (watch == null) {
			watch = starter.watch(channel);
			channel.attr(WATCH).set(watch);
			channel.pipeline().addBefore(NettyPipeline.ReactiveBridge, null, watch);
			InterimResponseHandler.install(channel);
			starter.witness().watch(channel);
		}
		return watch;
	}

	/**
	 * Return whose turn it is once there is a response: the application's while it asks
	 * for no bytes, because then the connection reads nothing.
	 */
	static boolean isApplicationsTurn(Channel channel) {
		return !channel.config().isAutoRead();
	}

	void requestBegins() {
		this.sending = true;
		this.unwritten = 0;
		this.asks = 0;
		Call call = Call.boundTo(this.channel);
		this.quietSince = (call != null) ? call.boundNanos() : this.nanoClock.getAsLong();
		if (this.timer == null) {
			lookIn(Math.min(this.limitNanos, stepNanos()));
		}
		if (this.probe != null) {
			this.probe.requestBegins(this.quietSince);
		}
	}

	void requestSent() {
		this.sending = false;
		somethingMoved();
		enter(Phase.FIRST_BYTE);
	}

	private void enter(Phase phase) {
		Call call = Call.boundTo(this.channel);
		if (call != null) {
			call.enter(phase, this.quietSince);
		}
	}

	private void somethingMoved() {
		this.moved = false;
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
		if (call == null) {
			return;
		}
		if (call.isResponded() && isApplicationsTurn(this.channel)) {
			lookAtApplication(call);
		}
		else {
			lookAtPeer();
		}
	}

	private void lookAtApplication(Call call) {
		noteAsks(call);
		long left = this.leaks.settings().threshold().toNanos() - quietNanos();
		if (left <= 0) {
			call.custody().leaked(LeakProof.UNREAD);
		}
		else if (left <= 2 * stepNanos()) {
			this.leaks.suspect();
		}
		lookIn((left <= 0) ? stepNanos() : Math.min(left, stepNanos()));
	}

	private void noteAsks(Call call) {
		int asks = call.custody().asks();
		if (asks != this.asks) {
			this.asks = asks;
			somethingMoved();
		}
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
			new PassedLimit(null, Duration.ofNanos(this.limitNanos), null).noteOn(this.channel);
			context.fireExceptionCaught(ReadTimeoutException.INSTANCE);
			context.close();
		}
	}

	/**
	 * Return whether the peer takes what is sent to it, or there is nothing to take.
	 */
	private boolean isNotStuck() {
		ChannelOutboundBuffer buffer = this.channel.unsafe().outboundBuffer();
		long unwritten = (buffer != null) ? buffer.totalPendingWriteBytes() : unwrittenOfStream();
		long progress = (buffer != null) ? buffer.currentProgress() : 0;
		boolean moved = unwritten != this.unwritten || progress != this.progress;
		this.unwritten = unwritten;
		this.progress = progress;
		return unwritten == 0 || moved;
	}

	/**
	 * A stream has no buffer of its own, and knows how far it is from its limits.
	 */
	private long unwrittenOfStream() {
		WriteBufferWaterMark limits = this.channel.config().getWriteBufferWaterMark();
		return this.channel.isWritable() ? limits.high() - this.channel.bytesBeforeUnwritable()
				: limits.low() + this.channel.bytesBeforeWritable();
	}

	/**
	 * Return how long nothing has moved on a connection, asked from any thread.
	 * @return nanoseconds, or -1 if it has not begun to be used
	 */
	static long quietNanos(Channel channel) {
		ResponseWatch watch = channel.attr(WATCH).get();
		return (watch != null) ? watch.quietNanos() : -1;
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
		this.moved = true;
		if (message instanceof HttpResponse) {
			somethingMoved();
			enter(Phase.BODY);
		}
		if (this.cutOff && (message instanceof HttpResponse || message instanceof LastHttpContent)) {
			ReferenceCountUtil.release(message);
			return;
		}
		context.fireChannelRead(message);
	}

	/**
	 * The peer says of a stream that it was not, and will not be, worked on.
	 * <p>
	 * Source: RFC 9113, section 8.7.
	 */
	@Override
	public void userEventTriggered(ChannelHandlerContext context, Object event) {
		if (event instanceof SslCloseCompletionEvent end && end.isSuccess()) {
			closedByPeer();
		}
		boolean refused = event instanceof Http2ResetFrame reset
				&& reset.errorCode() == Http2Error.REFUSED_STREAM.code();
		Call call = Call.boundTo(this.channel);
		if (call != null && (refused || event instanceof Http2GoAwayFrame)) {
			call.resend().unprocessed();
		}
		context.fireUserEventTriggered(event);
	}

	/**
	 * TLS says that the peer is about to close the connection, unless it is us.
	 */
	private void closedByPeer() {
		PooledSocket socket = PooledSocket.beneath(this.channel);
		if (socket != null) {
			socket.lost();
		}
	}

	@Override
	public void channelReadComplete(ChannelHandlerContext context) {
		// one look at the clock for all that came at once, and none for what ended a call
		if ((this.moved || this.asked) && Call.boundTo(this.channel) != null) {
			somethingMoved();
		}
		this.asked = !this.asking && !isApplicationsTurn(this.channel);
		context.fireChannelReadComplete();
	}

	/**
	 * The application asks for bytes after it did not: the peer's time begins now. A
	 * stream hands over what it has before this returns, and whether the application asks
	 * for more is not known until then.
	 */
	@Override
	public void read(ChannelHandlerContext context) {
		if (this.asking) {
			context.read();
			return;
		}
		if (!this.asked) {
			this.asked = true;
			somethingMoved();
		}
		this.asking = true;
		try {
			context.read();
		}
		finally {
			this.asking = false;
		}
	}

	/**
	 * Close a connection in the middle of a response. The reader must be told of an
	 * error: the decoder takes the end of the connection for the end of a body without a
	 * length, so that end is kept from the operation, which then fails when the channel
	 * is inactive; and what it has queued is released after that.
	 * @param response what has begun to arrive, if it has
	 */
	static void cutOff(Channel channel, @Nullable Connection response) {
		ResponseWatch watch = channel.attr(WATCH).get();
		if (watch != null) {
			watch.cutOff = true;
			watch.abandoned = response;
		}
		channel.close();
	}

	/**
	 * Return whether nobody has asked for bytes of the response of late.
	 */
	static boolean isUnread(Channel channel, Call call) {
		ResponseWatch watch = channel.attr(WATCH).get();
		if (watch == null || !isApplicationsTurn(channel)) {
			return false;
		}
		watch.noteAsks(call);
		return watch.quietNanos() >= Math.min(OF_LATE, watch.stepNanos());
	}

	@Override
	public void channelInactive(ChannelHandlerContext context) {
		context.fireChannelInactive();
		Connection abandoned = this.abandoned;
		if (abandoned != null) {
			abandoned.dispose();
		}
	}

	/**
	 * What the peer closes does not come this way.
	 */
	@Override
	public void close(ChannelHandlerContext context, ChannelPromise promise) {
		PooledSocket socket = PooledSocket.beneath(this.channel);
		if (socket != null && this.channel.parent() == null) {
			socket.closing();
		}
		context.close(promise);
	}

	@Override
	public void handlerRemoved(ChannelHandlerContext context) {
		Future<?> timer = this.timer;
		if (timer != null) {
			timer.cancel(false);
		}
	}

}
