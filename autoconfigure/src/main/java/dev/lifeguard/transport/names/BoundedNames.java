package dev.lifeguard.transport.names;

import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

import dev.lifeguard.time.WaitTimer;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.dns.DnsAddressResolverGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import org.jspecify.annotations.Nullable;
import reactor.netty.Connection;
import reactor.netty.http.client.HttpClient;

/**
 * Resolver group around whichever resolver a client has, that gives a name no more time
 * than its connect has.
 * <p>
 * Reactor Netty does not tell a resolver which channel it resolves for, but announces the
 * channel on the same thread right before.
 *
 * @since 0.1.0
 */
public final class BoundedNames extends AddressResolverGroup<SocketAddress> {

	private static final ThreadLocal<Channel> ANNOUNCED = new ThreadLocal<>();

	private final AddressResolverGroup<?> names;

	private final Duration connectTimeout;

	private final WaitTimer timer;

	private final AddressMemory memory;

	private final @Nullable LookupThreads threads;

	private volatile boolean closed;

	public BoundedNames(AddressResolverGroup<?> names, Duration connectTimeout, LongSupplier nanoClock,
			WaitTimer timer) {
		this.names = names;
		this.connectTimeout = connectTimeout;
		this.timer = timer;
		this.memory = new AddressMemory(nanoClock);
		// the JDK's blocks the thread that asks it, and an application's own may do so
		this.threads = (names instanceof DnsAddressResolverGroup) ? null : new LookupThreads();
	}

	/**
	 * Let a transport resolve with this group.
	 * @param http the transport
	 * @return the transport that does
	 */
	public HttpClient applyTo(HttpClient http) {
		return http.resolver(this).doOnResolve(BoundedNames::announce);
	}

	private static void announce(Connection connection) {
		ANNOUNCED.set(connection.channel());
	}

	private static @Nullable Channel announced() {
		Channel channel = ANNOUNCED.get();
		ANNOUNCED.remove();
		return channel;
	}

	/**
	 * The loop would keep a resolver that is made after the group was closed.
	 */
	@Override
	public AddressResolver<SocketAddress> getResolver(EventExecutor executor) {
		AddressResolver<SocketAddress> resolver = super.getResolver(executor);
		if (this.closed) {
			super.close();
		}
		return resolver;
	}

	@Override
	protected AddressResolver<SocketAddress> newResolver(EventExecutor executor) {
		ResolverLoop loop = new ResolverLoop((EventLoop) executor);
		try {
			return new Bounded(loop, delegate(loop));
		}
		catch (RuntimeException ex) {
			loop.end();
			throw ex;
		}
	}

	@SuppressWarnings("unchecked")
	private AddressResolver<SocketAddress> delegate(EventExecutor executor) {
		return (AddressResolver<SocketAddress>) this.names.getResolver(executor);
	}

	@Override
	public void close() {
		this.closed = true;
		super.close();
		if (this.threads != null) {
			this.threads.close();
		}
	}

	/**
	 * Resolver of one event loop.
	 */
	private final class Bounded implements AddressResolver<SocketAddress> {

		private final ResolverLoop loop;

		private final AddressResolver<SocketAddress> names;

		Bounded(ResolverLoop loop, AddressResolver<SocketAddress> names) {
			this.loop = loop;
			this.names = names;
		}

		@Override
		public boolean isSupported(SocketAddress address) {
			return this.names.isSupported(address);
		}

		@Override
		public boolean isResolved(SocketAddress address) {
			return this.names.isResolved(address);
		}

		@Override
		public Future<SocketAddress> resolve(SocketAddress address) {
			return this.names.resolve(address);
		}

		@Override
		public Future<SocketAddress> resolve(SocketAddress address, Promise<SocketAddress> promise) {
			return this.names.resolve(address, promise);
		}

		@Override
		public Future<List<SocketAddress>> resolveAll(SocketAddress address) {
			return resolveAll(address, this.loop.newPromise());
		}

		@Override
		public Future<List<SocketAddress>> resolveAll(SocketAddress address, Promise<List<SocketAddress>> promise) {
			new NameLookup(address, this::ask, promise, announced(), BoundedNames.this.connectTimeout,
					BoundedNames.this.memory)
				.begin(BoundedNames.this.timer);
			return promise;
		}

		private Future<List<SocketAddress>> ask(SocketAddress address) {
			LookupThreads threads = BoundedNames.this.threads;
			return (threads != null) ? threads.ask(this.names, address, this.loop.newPromise())
					: this.names.resolveAll(address);
		}

		/**
		 * The group of the resolver beneath closes that one.
		 */
		@Override
		public void close() {
			this.loop.end();
		}

	}

}
