package dev.lifeguard.transport.names;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import io.netty.resolver.AddressResolver;
import io.netty.resolver.InetNameResolver;
import io.netty.resolver.InetSocketAddressResolver;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ImmediateEventExecutor;
import io.netty.util.concurrent.Promise;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link LookupThreads}.
 */
class LookupThreadsTests {

	private final LookupThreads threads = new LookupThreads();

	@AfterEach
	void close() {
		this.threads.close();
	}

	@Test
	void nameThatIsSlowHoldsNeitherItsCallerNorAnotherNameUp() throws Exception {
		CountDownLatch quickIsKnown = new CountDownLatch(1);
		Future<List<SocketAddress>> slow = ask((name) -> {
			quickIsKnown.await();
			return InetAddress.getLoopbackAddress();
		});
		Future<List<SocketAddress>> quick = ask((name) -> InetAddress.getLoopbackAddress());
		assertThat(quick.get(10, TimeUnit.SECONDS)).containsExactly(address());
		assertThat(slow.isDone()).isFalse();
		quickIsKnown.countDown();
		assertThat(slow.get(10, TimeUnit.SECONDS)).containsExactly(address());
	}

	@Test
	void errorOfAResolverFailsItsLookup() {
		LinkageError error = new LinkageError("no resolver");
		Future<List<SocketAddress>> lookup = this.threads.ask(resolver((name) -> {
			throw error;
		}), unresolved(), ImmediateEventExecutor.INSTANCE.newPromise());
		assertThat(lookup.awaitUninterruptibly(10, TimeUnit.SECONDS)).isTrue();
		assertThat(lookup.cause()).isSameAs(error);
	}

	@Test
	void nothingIsLookedUpAfterTheEnd() {
		this.threads.close();
		Future<List<SocketAddress>> lookup = ask((name) -> InetAddress.getLoopbackAddress());
		assertThat(lookup.isDone()).isTrue();
		assertThat(lookup.cause()).isInstanceOf(RejectedExecutionException.class);
	}

	private Future<List<SocketAddress>> ask(Names names) {
		return this.threads.ask(resolver(names), unresolved(), ImmediateEventExecutor.INSTANCE.newPromise());
	}

	private static InetSocketAddress unresolved() {
		return InetSocketAddress.createUnresolved("orders.test", 80);
	}

	private static InetSocketAddress address() {
		return new InetSocketAddress(InetAddress.getLoopbackAddress(), 80);
	}

	@SuppressWarnings("unchecked")
	private static AddressResolver<SocketAddress> resolver(Names names) {
		AddressResolver<?> resolver = new InetSocketAddressResolver(ImmediateEventExecutor.INSTANCE,
				new InetNameResolver(ImmediateEventExecutor.INSTANCE) {

					@Override
					protected void doResolve(String name, Promise<InetAddress> promise) throws Exception {
						promise.setSuccess(names.find(name));
					}

					@Override
					protected void doResolveAll(String name, Promise<List<InetAddress>> promise) throws Exception {
						promise.setSuccess(List.of(names.find(name)));
					}

				});
		return (AddressResolver<SocketAddress>) resolver;
	}

	@FunctionalInterface
	private interface Names {

		InetAddress find(String name) throws Exception;

	}

}
