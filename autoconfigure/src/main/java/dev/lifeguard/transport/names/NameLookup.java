package dev.lifeguard.transport.names;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.LongSupplier;

import dev.lifeguard.time.WaitTimer;
import dev.lifeguard.transport.ConnectBudget;
import dev.lifeguard.transport.ConnectLimits;
import dev.lifeguard.transport.PassedLimit;
import dev.lifeguard.transport.UnresolvedNameException;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.proxy.ProxyHandler;
import io.netty.resolver.dns.DnsNameResolverTimeoutException;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import org.jspecify.annotations.Nullable;
import reactor.netty.ReactorNetty;
import reactor.util.context.ContextView;

/**
 * Lookup of a name, for one connect: it is over with the connect's time or with its
 * channel, is repeated if an answer was lost, and leaves the rest of the time to the TCP
 * connect.
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

	private final AddressMemory memory;

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
	 * @param memory what is known of the addresses
	 */
	NameLookup(SocketAddress address, Function<SocketAddress, Future<List<SocketAddress>>> resolver,
			Promise<List<SocketAddress>> promise, @Nullable Channel channel, Duration own, AddressMemory memory) {
		this.address = address;
		this.resolver = resolver;
		this.promise = promise;
		this.channel = channel;
		this.limit = ConnectLimits.ofName(channel, own);
		this.memory = memory;
		this.nanoClock = memory.nanoClock();
		this.began = this.nanoClock.getAsLong();
	}

	void begin(WaitTimer timer) {
		Future<List<SocketAddress>> answer = ask();
		if (!answer.isDone()) {
			tell(NameWait::nameIsAskedFor);
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
		if (this.promise.isDone()) {
			return;
		}
		if (answer.isSuccess()) {
			found(answer);
		}
		else if (isLost(answer.cause())) {
			askAgain(answer.cause());
		}
		else {
			this.promise.tryFailure(UnresolvedNameException.failed(name(), answer.cause()));
		}
	}

	@SuppressWarnings("unchecked")
	private void found(Future<? super List<SocketAddress>> answer) {
		List<SocketAddress> addresses = (List<SocketAddress>) answer.getNow();
		Channel channel = this.channel;
		if (channel != null) {
			ConnectBudget.leave(channel, TimeUnit.NANOSECONDS.toMillis(leftNanos()));
			tell(NameWait::nameIsKnown);
		}
		this.promise.trySuccess((addresses.size() > 1) ? inTurn(addresses) : addresses);
	}

	/**
	 * Addresses of another kind are left as they are, and so are those that a proxy
	 * connects to.
	 */
	private List<SocketAddress> inTurn(List<SocketAddress> addresses) {
		Duration time = this.limit.time();
		if (time == null || isProxied() || !addresses.stream().allMatch(NameLookup::isResolved)) {
			return addresses;
		}
		List<InetSocketAddress> known = addresses.stream().map(InetSocketAddress.class::cast).distinct().toList();
		AddressPlan plan = new AddressPlan(known, this.memory, time, this.began);
		return (known.size() > 1 && this.memory.takesTurns(plan)) ? List.copyOf(plan.turns()) : addresses;
	}

	private boolean isProxied() {
		Channel channel = this.channel;
		return channel != null && channel.pipeline().get(ProxyHandler.class) != null;
	}

	private static boolean isResolved(SocketAddress address) {
		return address instanceof InetSocketAddress inet && !inet.isUnresolved();
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

	private void tell(BiConsumer<NameWait, Channel> told) {
		Channel channel = this.channel;
		ContextView context = (channel != null) ? ReactorNetty.getChannelContext(channel) : null;
		if (channel != null && context != null) {
			context.stream()
				.map(Map.Entry::getValue)
				.filter(NameWait.class::isInstance)
				.map(NameWait.class::cast)
				.forEach((caller) -> told.accept(caller, channel));
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
