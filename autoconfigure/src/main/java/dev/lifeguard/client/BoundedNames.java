package dev.lifeguard.client;

import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;

import io.netty.channel.Channel;
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
 */
final class BoundedNames extends AddressResolverGroup<SocketAddress> {

	private static final ThreadLocal<Channel> ANNOUNCED = new ThreadLocal<>();

	private final AddressResolverGroup<?> names;

	private final Duration connectTimeout;

	private final ClientResources resources;

	private final AddressMemory memory;

	private final @Nullable LookupThreads threads;

	BoundedNames(AddressResolverGroup<?> names, Duration connectTimeout, ClientResources resources) {
		this.names = names;
		this.connectTimeout = connectTimeout;
		this.resources = resources;
		this.memory = new AddressMemory(resources.nanoClock());
		// the JDK's blocks the thread that asks it, and an application's own may do so
		this.threads = (names instanceof DnsAddressResolverGroup) ? null : new LookupThreads();
	}

	/**
	 * Let a transport resolve with this group.
	 */
	HttpClient applyTo(HttpClient http) {
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

	@Override
	protected AddressResolver<SocketAddress> newResolver(EventExecutor executor) {
		return new Bounded(executor, delegate(executor));
	}

	@SuppressWarnings("unchecked")
	private AddressResolver<SocketAddress> delegate(EventExecutor executor) {
		return (AddressResolver<SocketAddress>) this.names.getResolver(executor);
	}

	@Override
	public void close() {
		super.close();
		if (this.threads != null) {
			this.threads.close();
		}
	}

	/**
	 * The resolver of one event loop.
	 */
	private final class Bounded implements AddressResolver<SocketAddress> {

		private final EventExecutor executor;

		private final AddressResolver<SocketAddress> names;

		Bounded(EventExecutor executor, AddressResolver<SocketAddress> names) {
			this.executor = executor;
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
			return resolveAll(address, this.executor.newPromise());
		}

		@Override
		public Future<List<SocketAddress>> resolveAll(SocketAddress address, Promise<List<SocketAddress>> promise) {
			ClientResources resources = BoundedNames.this.resources;
			new NameLookup(address, this::ask, promise, announced(), BoundedNames.this.connectTimeout,
					BoundedNames.this.memory)
				.begin(resources.timer());
			return promise;
		}

		private Future<List<SocketAddress>> ask(SocketAddress address) {
			LookupThreads threads = BoundedNames.this.threads;
			return (threads != null) ? threads.ask(this.names, address, this.executor.newPromise())
					: this.names.resolveAll(address);
		}

		@Override
		public void close() {
			// its group closes it
		}

	}

}
