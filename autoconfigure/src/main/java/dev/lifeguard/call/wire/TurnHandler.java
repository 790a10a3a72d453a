package dev.lifeguard.call.wire;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import dev.lifeguard.call.Call;
import dev.lifeguard.call.ChannelTurn;
import dev.lifeguard.call.CutOff;
import dev.lifeguard.call.life.Turn;
import dev.lifeguard.leak.LeakProof;
import dev.lifeguard.leak.LeakWatch;
import dev.lifeguard.lease.Phase;
import dev.lifeguard.pool.PooledSocket;
import dev.lifeguard.transport.PassedLimit;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2GoAwayFrame;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.timeout.ReadTimeoutException;
import io.netty.util.AttributeKey;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;
import reactor.netty.NettyPipeline;

/**
 * Handler that ends a call whose peer is silent, and finds a response that the
 * application does not read: whose turn it is decides which of the two limits runs.
 * <p>
 * The library's own response timeout puts a handler and a timer into the pipeline for
 * each call and takes them out again, and closes the connection of a leaked response as
 * if the peer were silent. Here handler and timer stay with the connection: a call only
 * leaves the time, and the timer looks at it when it is due, until a look finds no call.
 * All of it happens on the connection's event loop.
 */
final class TurnHandler extends ChannelDuplexHandler {

	/** A leak is found late by a fraction of its threshold at most. */
	private static final int LOOKS_PER_THRESHOLD = 4;

	private static final String WRITER = "leak.threshold: the application wrote nothing of the request's body";

	private static final AttributeKey<TurnHandler> WATCH = AttributeKey.valueOf(TurnHandler.class, "watch");

	private final Channel channel;

	private final long limitNanos;

	private final LeakWatch leaks;

	private final LongSupplier nanoClock;

	private final @Nullable SilenceProbe probe;

	private final Turn turn;

	private final long stepNanos;

	private boolean asked;

	private boolean asking;

	private boolean moved;

	private long unwritten;

	private long progress;

	private @Nullable Future<?> timer;

	TurnHandler(Channel channel, long limitNanos, LeakWatch leaks, LongSupplier nanoClock,
			@Nullable SilenceProbe probe) {
		this.channel = channel;
		this.limitNanos = limitNanos;
		this.leaks = leaks;
		this.nanoClock = nanoClock;
		this.probe = probe;
		this.stepNanos = Math.max(1, leaks.settings().threshold().toNanos() / LOOKS_PER_THRESHOLD);
		this.turn = new Turn(nanoClock, channel.config()::isAutoRead, this.stepNanos);
	}

	/**
	 * Return a connection's watch, which is made with its first request.
	 */
	static TurnHandler on(Channel channel, WatchStarter starter) {
		TurnHandler watch = channel.attr(WATCH).get();
		if (watch == null) {
			watch = starter.watch(channel);
			channel.attr(WATCH).set(watch);
			ChannelTurn.put(channel, watch.turn);
			channel.pipeline().addBefore(NettyPipeline.ReactiveBridge, null, watch);
			InterimResponseHandler.install(channel);
			starter.witness().watch(channel);
		}
		return watch;
	}

	void requestBegins() {
		this.unwritten = 0;
		Call call = Call.boundTo(this.channel);
		this.turn.begins((call != null) ? call.boundNanos() : this.nanoClock.getAsLong());
		if (this.timer == null) {
			lookIn(Math.min(this.limitNanos, this.stepNanos));
		}
		if (this.probe != null) {
			this.probe.requestBegins(this.turn.quietSince());
		}
	}

	void requestSent() {
		this.moved = false;
		this.turn.sent();
		Call call = Call.boundTo(this.channel);
		if (call != null) {
			call.sent(this.turn.quietSince());
		}
	}

	private void bodyBegins() {
		somethingMoved();
		Call call = Call.boundTo(this.channel);
		if (call != null) {
			call.enter(Phase.BODY, this.turn.quietSince());
		}
	}

	private void somethingMoved() {
		this.moved = false;
		this.turn.moved();
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
		if (call.isResponded() && this.turn.isApplications()) {
			lookAtApplication(call);
		}
		else {
			lookAtPeer(call);
		}
	}

	private void lookAtApplication(Call call) {
		this.turn.asked(call.asks());
		long left = this.leaks.settings().threshold().toNanos() - this.turn.quietNanos();
		if (left <= 0) {
			call.leaked(LeakProof.UNREAD);
		}
		else if (left <= 2 * this.stepNanos) {
			this.leaks.suspect();
		}
		lookIn((left <= 0) ? this.stepNanos : Math.min(left, this.stepNanos));
	}

	private void lookAtPeer(Call call) {
		boolean moves = this.turn.isSending() && isTaking();
		if (this.turn.isSending() && this.unwritten == 0 && call.isWriting()) {
			lookAtWriter(call, moves);
			return;
		}
		if (moves) {
			somethingMoved();
		}
		long left = this.limitNanos - this.turn.quietNanos();
		if (left > 0) {
			lookIn(Math.min(left, this.stepNanos));
		}
		else if (hasOwnLimit()) {
			lookIn(this.limitNanos);
		}
		else {
			end(new PassedLimit(null, Duration.ofNanos(this.limitNanos), null));
		}
	}

	/**
	 * The peer has all that there is, so it is the application's turn: a writer that
	 * gives nothing for as long as a reader may ask for nothing holds its permit as a
	 * leaked response does.
	 */
	private void lookAtWriter(Call call, boolean moves) {
		if (moves) {
			somethingMoved();
		}
		this.turn.wrote(call.pieces());
		Duration limit = this.leaks.settings().threshold();
		long left = Math.max(limit.toNanos(), this.limitNanos) - this.turn.quietNanos();
		if (left > 0 || !this.leaks.reclaims()) {
			lookIn((left > 0) ? Math.min(left, this.stepNanos) : this.stepNanos);
		}
		else {
			end(new PassedLimit(null, Duration.ofNanos(this.turn.quietNanos()), WRITER));
		}
	}

	private void end(PassedLimit limit) {
		ChannelHandlerContext context = this.channel.pipeline().context(this);
		limit.noteOn(this.channel);
		context.fireExceptionCaught(ReadTimeoutException.INSTANCE);
		context.close();
	}

	/**
	 * Return whether the peer has taken something of what is sent to it.
	 */
	private boolean isTaking() {
		ChannelOutboundBuffer buffer = this.channel.unsafe().outboundBuffer();
		long unwritten = (buffer != null) ? buffer.totalPendingWriteBytes() : unwrittenOfStream();
		long progress = (buffer != null) ? buffer.currentProgress() : 0;
		boolean moved = unwritten != this.unwritten || progress != this.progress;
		this.unwritten = unwritten;
		this.progress = progress;
		return moved;
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
			bodyBegins();
		}
		if (CutOff.hides(this.channel, message)) {
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
		this.asked = !this.asking && !this.turn.isApplications();
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

	@Override
	public void channelInactive(ChannelHandlerContext context) {
		context.fireChannelInactive();
		CutOff.closed(this.channel);
	}

	/**
	 * A close by the peer does not come this way.
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
