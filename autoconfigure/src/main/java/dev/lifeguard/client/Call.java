package dev.lifeguard.client;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import dev.lifeguard.deadline.Deadline;
import dev.lifeguard.failure.CallTimeoutException;
import dev.lifeguard.failure.CallTimeoutException.Phase;
import dev.lifeguard.failure.PoolExhaustedException.Reason;
import dev.lifeguard.lease.Lease;
import io.netty.channel.Channel;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import io.netty.handler.timeout.ReadTimeoutException;
import io.netty.util.AttributeKey;
import org.jspecify.annotations.Nullable;

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

	/** The library keeps the type in a package of its own internals. */
	private static final String POOL_TIMEOUT = "PoolAcquireTimeoutException";

	private static final Runnable NOTHING = () -> {
	};

	private final ManagedClient client;

	private final Target target;

	private final Deadline deadline;

	private final long startedNanos;

	private final AtomicInteger references = new AtomicInteger(1);

	private @Nullable Lease lease;

	private volatile @Nullable LeasedConnect connect;

	private volatile @Nullable Channel channel;

	private volatile boolean responded;

	private volatile boolean expired;

	private volatile Runnable expiry = NOTHING;

	Call(ManagedClient client, URI uri) {
		this.client = client;
		this.target = Target.of(uri);
		this.startedNanos = client.nanoClock().getAsLong();
		this.deadline = Deadline.after(client.settings().timeouts().call(), client.nanoClock());
	}

	/**
	 * Close the call's connection. What is left of the response is lost, its place in the
	 * pool comes back.
	 */
	public void abort() {
		Channel channel = this.channel;
		if (channel != null) {
			channel.eventLoop().execute(() -> closeIfBound(channel));
		}
	}

	/**
	 * Return the failure as callers should see it: a limit that was passed says so.
	 * @param failure what the transport reports
	 * @return the failure to hand on
	 */
	public Throwable translate(Throwable failure) {
		if (failure instanceof CallTimeoutException) {
			return failure;
		}
		if (failure.getClass().getSimpleName().equals(POOL_TIMEOUT)) {
			return this.client.exhausted(lease(), Reason.ACQUIRE_TIMEOUT);
		}
		if (this.expired) {
			return timedOut(Phase.CALL, this.client.settings().timeouts().call(), failure);
		}
		if (failure instanceof ReadTimeoutException) {
			return timedOut(this.responded ? Phase.BODY : Phase.FIRST_BYTE,
					this.client.settings().timeouts().response(), failure);
		}
		if (failure instanceof ConnectTimeoutException) {
			return timedOut(Phase.CONNECT, this.client.settings().timeouts().connect(), failure);
		}
		if (failure instanceof SslHandshakeTimeoutException) {
			return timedOut(Phase.TLS, this.client.settings().timeouts().tlsHandshake(), failure);
		}
		return failure;
	}

	Lease begin(LeasedConnect connect) {
		this.connect = connect;
		Lease lease = this.client.gate().lease(this.target.host(), this.target.port(), this.deadline, connect);
		this.lease = lease;
		return lease;
	}

	void granted() {
		if (!this.deadline.isNone()) {
			this.expiry = this.client.timer().schedule(this::expire, this.deadline.remainingNanos());
			if (this.references.get() == 0) {
				this.expiry.run();
			}
		}
	}

	Throwable refused(Reason reason) {
		return this.client.exhausted(lease(), reason);
	}

	void responded() {
		this.responded = true;
	}

	/**
	 * The connect is over: the response has begun, or never will.
	 */
	void connectOver() {
		this.connect = null;
		release();
	}

	void bind(Channel channel) {
		if (!retain()) {
			return;
		}
		this.channel = channel;
		lease().connected();
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

	static boolean isBound(Channel channel) {
		return channel.attr(BOUND).get() != null;
	}

	private boolean retain() {
		return this.references.getAndUpdate((count) -> (count == 0) ? 0 : count + 1) != 0;
	}

	private void release() {
		if (this.references.decrementAndGet() == 0) {
			this.expiry.run();
			lease().end();
		}
	}

	private void expire() {
		this.expired = true;
		LeasedConnect connect = this.connect;
		if (connect == null || !connect.fail(timedOut(Phase.CALL, this.client.settings().timeouts().call(), null))) {
			abort();
		}
	}

	private void closeIfBound(Channel channel) {
		if (channel.attr(BOUND).get() == this) {
			channel.close();
		}
	}

	private CallTimeoutException timedOut(Phase phase, Duration limit, @Nullable Throwable cause) {
		Duration elapsed = Duration.ofNanos(this.client.nanoClock().getAsLong() - this.startedNanos);
		return new CallTimeoutException(this.client.name(), lease().remoteName(), phase, elapsed, limit, cause);
	}

	private Lease lease() {
		Lease lease = this.lease;
		if (lease == null) {
			throw new IllegalStateException("the call has not begun");
		}
		return lease;
	}

}
