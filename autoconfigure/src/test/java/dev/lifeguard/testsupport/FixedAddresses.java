package dev.lifeguard.testsupport;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.InetNameResolver;
import io.netty.resolver.InetSocketAddressResolver;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;

/**
 * Resolves every name to the same addresses, in their order.
 */
public final class FixedAddresses extends AddressResolverGroup<InetSocketAddress> {

	private final List<String> addresses;

	/**
	 * Create a resolver.
	 * @param addresses the addresses
	 */
	public FixedAddresses(List<String> addresses) {
		this.addresses = addresses;
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
			promise.setSuccess(all(name).get(0));
		}

		@Override
		protected void doResolveAll(String name, Promise<List<InetAddress>> promise) throws Exception {
			promise.setSuccess(all(name));
		}

		private List<InetAddress> all(String name) throws UnknownHostException {
			List<InetAddress> all = new ArrayList<>();
			for (String address : FixedAddresses.this.addresses) {
				all.add(InetAddress.getByAddress(name, InetAddress.getByName(address).getAddress()));
			}
			return all;
		}

	}

}
