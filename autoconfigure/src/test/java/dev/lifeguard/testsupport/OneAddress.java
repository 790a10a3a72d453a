package dev.lifeguard.testsupport;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.function.Supplier;

import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.InetNameResolver;
import io.netty.resolver.InetSocketAddressResolver;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;

/**
 * Resolves every name to one address, which may be another one later.
 */
public final class OneAddress extends AddressResolverGroup<InetSocketAddress> {

	private final Supplier<String> address;

	/**
	 * Create a resolver.
	 * @param address returns the address now
	 */
	public OneAddress(Supplier<String> address) {
		this.address = address;
	}

	@Override
	protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
		return new InetSocketAddressResolver(executor, new Names(executor));
	}

	private final class Names extends InetNameResolver {

		Names(EventExecutor executor) {
			super(executor);
		}

		@Override
		protected void doResolve(String name, Promise<InetAddress> promise) throws Exception {
			promise.setSuccess(named(name));
		}

		@Override
		protected void doResolveAll(String name, Promise<List<InetAddress>> promise) throws Exception {
			promise.setSuccess(List.of(named(name)));
		}

		private InetAddress named(String name) throws UnknownHostException {
			byte[] bytes = InetAddress.getByName(OneAddress.this.address.get()).getAddress();
			return InetAddress.getByAddress(name, bytes);
		}

	}

}
