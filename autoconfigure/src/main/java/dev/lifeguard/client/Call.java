package dev.lifeguard.client;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import dev.lifeguard.deadline.Deadline;
import dev.lifeguard.failure.CallTimeoutException;
import dev.lifeguard.failure.PoolExhaustedException.Reason;
import dev.lifeguard.lease.Lease;
import dev.lifeguard.lease.Phase;
import dev.lifeguard.pool.PooledSocket;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.AttributeKey;
import org.jspecify.annotations.Nullable;
import reactor.netty.Connection;
import reactor.netty.http.client.HttpClientResponse;

/**
 * One exchange of a client on its way: its lease, its connection and its deadline. It
 * travels in the Reactor context under its own class.
 * <p>
 * The lease is counted: once for the connect, and once per connection that is bound to
 * the call, because a redirect has two of them for a moment. It ends with the last one.
 *
 * @since 0.1.0
 */
public final class Call {

	private static final AttributeKey<Call> BOUND = AttributeKey.valueOf(Call.class, "bound");

	/**
	 * Micrometer's key of an observation in a Reactor context; its library is not on
	 * every class path.
	 */
	public static final String OBSERVATION = "micrometer.observation";

	private final ManagedClient client;

	private final Target target;

	private final CallAttempts attempts;

	private final Resend resend;

	private final Custody custody;

	private final AtomicInteger references = new AtomicInteger(1);

	private @Nullable Lease lease;

	private volatile @Nullable LeasedConnect connect;

	private volatile @Nullable Channel connecting;

	private volatile @Nullable Channel channel;

	private volatile @Nullable Connection response;

	private final CallEnd end = new CallEnd();

	private long boundNanos;

	Call(CallAttempts attempts, String method, URI uri) {
		this.attempts = attempts;
		this.client = attempts.client();
		this.target = Target.of(uri);
		this.resend = new Resend(method);
		this.custody = new Custody(this, method, attempts.isRepeatingAnswered());
	}

	/**
	 * Say what the call's URI was made from. Only its path is ever shown.
	 * @param uriTemplate the template, if the application used one
	 */
	public void uriTemplate(@Nullable Object uriTemplate) {
		this.custody.uriTemplate(uriTemplate);
	}

	/**
	 * Say who makes the call, and waits for it. It is said before the exchange begins.
	 * @param caller the calling thread
	 */
	public void calledBy(Thread caller) {
		this.custody.calledBy(caller);
	}

	/**
	 * Say what is given back before the call waits. It is said before it begins.
	 * @param release releases what the application left behind on its way to this call
	 */
	public void beforeWaiting(Runnable release) {
		this.custody.beforeWaiting(release);
	}

	/**
	 * Hand a response over to the application, and watch it for being leaked.
	 * @param response what the application reads the response by
	 * @param discard releases what has arrived, if the application drops it unread
	 * @return to be told what the application does with it
	 */
	public Handover handOver(Object response, Runnable discard) {
		return this.custody.begin(response, discard);
	}

	/**
	 * Close the call's connection. What is left of the response is lost, its place in the
	 * pool comes back.
	 */
	public void abort() {
		Channel channel = this.channel;
		if (channel != null) {
			OnLoop.run(channel, () -> closeIfBound(channel));
		}
	}

	/**
	 * Announce the end of the call once the permit is back, so that the caller's next
	 * call finds it. Reactor Netty gives a connection back, or closes it, right after it
	 * has said that the response is complete or has failed, on the event loop.
	 * @param announcement tells the application
	 */
	public void afterRelease(Runnable announcement) {
		EventLoop loop = eventLoop();
		if (loop != null && loop.inEventLoop()) {
			OnLoop.run(loop, announcement, announcement);
		}
		else {
			announcement.run();
		}
	}

	/**
	 * Close the call's connection in 100 ms, unless what is left of the response has
	 * arrived by then.
	 */
	public void abortSoon() {
		this.client.resources().timer().schedule(this::abort, Handover.DRAIN_NANOS);
	}

	/**
	 * Note that what the application sends has failed, and not the connection: the
	 * failure is handed on as it is.
	 * @param failure the application's failure
	 */
	public void applicationFailed(Throwable failure) {
		this.end.applicationFailed(failure);
	}

	/**
	 * Return why what the application sends has failed: a response to it answers another
	 * request than the application's.
	 * @return the failure, or {@code null} if it has not failed
	 */
	public @Nullable Throwable applicationsFailure() {
		return this.end.applications();
	}

	/**
	 * Return the failure as callers should see it: a limit that was passed says so.
	 * @param failure what the transport reports
	 * @return the failure to hand on
	 */
	public Throwable translate(Throwable failure) {
		Throwable translated = this.end.translate(failure, this);
		silent(translated);
		if (translated != failure || !failures().isForeign(failure, this)) {
			this.attempts.reported(translated);
		}
		return translated;
	}

	/**
	 * A kept connection on which nothing came back in time is perhaps not the only one
	 * that is dead.
	 */
	private Throwable silent(Throwable failure) {
		PooledSocket silent = this.resend.silent();
		if (failure instanceof CallTimeoutException && silent != null && this.response == null) {
			this.client.silent(silent, this.boundNanos);
		}
		return failure;
	}

	/**
	 * Return what a reader is told who comes after the response was taken back.
	 * @return the failure, or {@code null} if it was not taken back
	 */
	public @Nullable Throwable reclaimed() {
		return this.end.isReclaimed() ? failures().reclaimed(null) : null;
	}

	CallFailures failures() {
		return new CallFailures(this.client, lease().remoteName(),
				Duration.ofNanos(this.client.nanoClock().getAsLong() - this.attempts.startedNanos()));
	}

	Lease begin(LeasedConnect connect) {
		this.connect = connect;
		Lease lease = this.client.gate().lease(this.target.host(), this.target.port(), deadline(), connect);
		lease.heldBy(this.custody);
		this.lease = lease;
		return lease;
	}

	Deadline deadline() {
		return this.attempts.deadline();
	}

	Throwable refused(Reason reason) {
		return this.client.exhausted(lease(), reason);
	}

	/**
	 * A socket is being connected for this call and no other.
	 */
	void connecting(Channel channel) {
		this.connecting = channel;
		if (lease().phase() != Phase.CONNECTING) {
			lease().enter(Phase.CONNECTING, this.client.nanoClock().getAsLong());
		}
		if (this.references.get() == 0) {
			Abandoned.close(channel, this);
		}
	}

	/**
	 * Say that the request can be sent again: it has no body, or one that can be had a
	 * second time.
	 */
	public void replayable() {
		this.resend.replayable();
	}

	Resend resend() {
		return this.resend;
	}

	/**
	 * Return whether the request is sent once more.
	 */
	boolean sendsAgain() {
		PooledSocket dead = deadSocket();
		if (dead != null) {
			this.client.stale(dead);
		}
		else if (!isUnanswered() || !(this.resend.isUnprocessed() || this.resend.isSpoilt())) {
			return false;
		}
		return this.resend.isPossible() && !deadline().hasPassed();
	}

	@Nullable PooledSocket deadSocket() {
		return isUnanswered() ? this.resend.deadSocket() : null;
	}

	private boolean isUnanswered() {
		return this.end.isOpen() && this.response == null && PassedLimit.of(this) == null;
	}

	void responded(Connection response) {
		this.connecting = null;
		this.response = response;
	}

	/**
	 * The connect is over: the response has begun, or never will.
	 */
	void connectOver() {
		this.connect = null;
		release();
		Channel abandoned = this.connecting;
		if (abandoned != null) {
			Abandoned.close(abandoned, this);
		}
	}

	void bind(Channel channel) {
		this.connecting = null;
		if (!retain()) {
			channel.close();
			return;
		}
		this.channel = channel;
		this.resend.connected(channel);
		this.boundNanos = this.client.nanoClock().getAsLong();
		lease().enter(Phase.SENDING, this.boundNanos);
		Call before = channel.attr(BOUND).getAndSet(this);
		if (before != null) {
			before.release();
		}
		if (!channel.isActive()) {
			unbind(channel);
		}
	}

	static void unbind(Channel channel) {
		Call call = channel.attr(BOUND).getAndSet(null);
		if (call != null) {
			call.release();
		}
	}

	static @Nullable Call boundTo(Channel channel) {
		return channel.attr(BOUND).get();
	}

	private boolean retain() {
		return this.references.getAndUpdate((count) -> (count == 0) ? 0 : count + 1) != 0;
	}

	private void release() {
		if (this.references.decrementAndGet() == 0) {
			lease().end();
			earn();
			this.custody.end(lease(), !this.end.isOurs());
		}
	}

	private void earn() {
		if (this.response instanceof HttpClientResponse head && this.end.isOpen()) {
			this.client.retries().answered(head.status().code());
		}
	}

	/**
	 * The deadline has passed. It is said again until the call is over.
	 */
	void expire() {
		this.end.expired();
		LeasedConnect connect = this.connect;
		if (connect == null || !connect.fail(silent(failures().expired(null)))) {
			abort();
		}
	}

	private void closeIfBound(Channel channel) {
		if (channel.attr(BOUND).get() == this) {
			ResponseWatch.cutOff(channel, this.response);
		}
	}

	/**
	 * Return the client that makes the call.
	 * @return the client
	 */
	public ManagedClient client() {
		return this.client;
	}

	long boundNanos() {
		return this.boundNanos;
	}

	boolean isResponded() {
		return this.response != null;
	}

	/**
	 * Close the connection of a response that is leaked, unless it has been read by now.
	 */
	void reclaim() {
		Channel channel = this.channel;
		if (channel != null) {
			OnLoop.run(channel, () -> reclaim(channel));
		}
	}

	private void reclaim(Channel channel) {
		Connection response = this.response;
		if (channel.attr(BOUND).get() == this && response != null && this.end.reclaimed()) {
			ResponseWatch.cutOff(channel, response);
		}
	}

	Custody custody() {
		return this.custody;
	}

	@Nullable Channel channel() {
		return this.channel;
	}

	@Nullable Channel connecting() {
		return this.connecting;
	}

	/**
	 * Return the loop that serves the call, if it has one already.
	 */
	@Nullable EventLoop eventLoop() {
		Channel channel = isConnecting() ? this.connecting : this.channel;
		return (channel != null && channel.isRegistered()) ? channel.eventLoop() : null;
	}

	boolean isConnecting() {
		return this.connecting != null;
	}

	boolean isShakingHands() {
		Channel channel = this.connecting;
		return channel != null && channel.isActive() && channel.pipeline().get(SslHandler.class) != null;
	}

	/**
	 * Enter a phase of the exchange.
	 */
	void enter(Phase phase, long now) {
		Lease lease = lease();
		if (phase != Phase.FIRST_BYTE || lease.phase() == Phase.SENDING) {
			lease.enter(phase, now);
		}
	}

	Lease lease() {
		Lease lease = this.lease;
		if (lease == null) {
			throw new IllegalStateException("the call has not begun");
		}
		return lease;
	}

}
