package dev.lifeguard.transport.names;

import java.net.SocketAddress;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;

import io.netty.resolver.AddressResolver;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Threads for a resolver that may block: on an event loop, one slow name would stop every
 * connection of the loop, and nothing there could end it.
 */
final class LookupThreads {

	private static final int THREADS = 10;

	private static final int WAITING = 1000;

	private static final int IDLE_SECONDS = 30;

	private final Scheduler threads = Schedulers.newBoundedElastic(THREADS, WAITING, "lifeguard-names", IDLE_SECONDS,
			true);

	/**
	 * Ask a resolver, elsewhere.
	 * @return the promise
	 */
	Future<List<SocketAddress>> ask(AddressResolver<SocketAddress> names, SocketAddress address,
			Promise<List<SocketAddress>> promise) {
		try {
			this.threads.schedule(() -> block(names, address, promise));
		}
		catch (RejectedExecutionException ex) {
			promise.tryFailure(ex);
		}
		return promise;
	}

	private static void block(AddressResolver<SocketAddress> names, SocketAddress address,
			Promise<List<SocketAddress>> promise) {
		try {
			names.resolveAll(address, promise);
		}
		catch (Throwable ex) {
			promise.tryFailure(ex);
		}
	}

	void close() {
		this.threads.dispose();
	}

}
