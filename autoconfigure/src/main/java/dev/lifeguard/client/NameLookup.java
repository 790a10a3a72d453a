package dev.lifeguard.client;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;

import dev.lifeguard.lease.Phase;
import dev.lifeguard.lease.WaitTimer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.resolver.dns.DnsNameResolverTimeoutException;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import org.jspecify.annotations.Nullable;
import reactor.netty.ReactorNetty;
import reactor.util.context.ContextView;

/**
 * One lookup of a name, for one connect: it is over with the connect's time or with its
 * channel, is repeated if an answer was lost, and leaves the TCP connect what is left of
 * the time.
 */
final class NameLookup {

	/** Times that a resolver is asked which has not heard from its servers. */
	private static final int ATTEMPTS = 3;

	/** Chains are longer only where a cause is its own cause. */
	private static final int LONGEST_CHAIN = 50;

	private final SocketAddress address;

	private final Function<SocketAddress, Future<List<SocketAddress>>> resolver;

	private final Promise<List<SocketAddress>> promise;

	private final @Nullable Channel channel;

	private final PassedLimit limit;

	private final LongSupplier nanoClock;

	private final long began;

	private int attempts;

	private volatile @Nullable Throwable lost;

	/**
	 * Create a lookup.
	 * @param address the name and the port
	 * @param resolver the resolver
	 * @param promise is kept, in any case
	 * @param channel what is being connected, if that is known
	 * @param own the client's connect timeout
	 * @param nanoClock a monotonic clock, in nanoseconds
	 */
	NameLookup(SocketAddress address, Function<SocketAddress, Future<List<SocketAddress>>> resolver,
			Promise<List<SocketAddress>> promise, @Nullable Channel channel, Duration own, LongSupplier nanoClock) {
		this.address = address;
		this.resolver = resolver;
		this.promise = promise;
		this.channel = channel;
		this.limit = ConnectLimits.ofName(channel, own);
		this.nanoClock = nanoClock;
		this.began = nanoClock.getAsLong();
	}

	void begin(WaitTimer timer) {
		Future<List<SocketAddress>> answer = ask();
		if (!answer.isDone()) {
			enter(Phase.NAME);
			endsInTime(timer);
			endsWithItsChannel();
		}
		answer.addListener(this::answered);
	}

	private Future<List<SocketAddress>> ask() {
		this.attempts++;
		return this.resolver.apply(this.address);
	}

	private void endsInTime(WaitTimer timer) {
		Runnable cancel = timer.schedule(this::late, leftNanos());
		this.promise.addListener((over) -> cancel.run());
	}

	/**
	 * A connect that is given up closes its channel, which has nothing to tell a resolver
	 * that is still being asked.
	 */
	private void endsWithItsChannel() {
		Channel channel = this.channel;
		if (channel != null) {
			ChannelFutureListener closed = (close) -> this.promise.tryFailure(new ClosedChannelException());
			channel.closeFuture().addListener(closed);
			this.promise.addListener((over) -> channel.closeFuture().removeListener(closed));
		}
	}

	private void late() {
		this.promise.tryFailure(UnresolvedNameException.late(name(), this.limit, this.lost));
	}

	private void answered(Future<? super List<SocketAddress>> answer) {
		if (answer.isSuccess()) {
			found(answer);
		}
		else if (this.promise.isDone() || !isLost(answer.cause())) {
			this.promise.tryFailure(UnresolvedNameException.failed(name(), answer.cause()));
		}
		else {
			askAgain(answer.cause());
		}
	}

	@SuppressWarnings("unchecked")
	private void found(Future<? super List<SocketAddress>> answer) {
		Channel channel = this.channel;
		long left = TimeUnit.NANOSECONDS.toMillis(leftNanos());
		if (channel != null) {
			ConnectBudget.leave(channel, left);
			enter(Phase.CONNECTING);
		}
		this.promise.trySuccess((List<SocketAddress>) answer.getNow());
	}

	/**
	 * A packet was lost, or a server is: asking once more costs less than a failed call.
	 */
	private void askAgain(Throwable lost) {
		this.lost = lost;
		if (leftNanos() <= 0) {
			late();
		}
		else if (this.attempts < ATTEMPTS) {
			ask().addListener(this::answered);
		}
		else {
			this.promise.tryFailure(UnresolvedNameException.failed(name(), lost));
		}
	}

	private static boolean isLost(Throwable failure) {
		Throwable candidate = failure;
		for (int length = 0; candidate != null && length < LONGEST_CHAIN; length++) {
			if (candidate instanceof DnsNameResolverTimeoutException) {
				return true;
			}
			candidate = candidate.getCause();
		}
		return false;
	}

	private void enter(Phase phase) {
		Channel channel = this.channel;
		ContextView context = (channel != null) ? ReactorNetty.getChannelContext(channel) : null;
		Call call = (context != null) ? context.getOrDefault(Call.class, null) : null;
		if (call != null && call.connecting() == channel) {
			call.enter(phase, this.nanoClock.getAsLong());
		}
	}

	private long leftNanos() {
		Duration time = this.limit.time();
		return (time != null) ? time.toNanos() - (this.nanoClock.getAsLong() - this.began) : 0;
	}

	private String name() {
		return (this.address instanceof InetSocketAddress inet) ? inet.getHostString() : this.address.toString();
	}

}
