package dev.lifeguard.pool;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

import reactor.netty.resources.ConnectionProvider.AllocationStrategy;

/**
 * Strategy that lets Reactor Netty's pool open as many sockets per remote as the current
 * bound allows, so that a bound that is changed at run time applies to the sockets as
 * well; it also counts the pools, which nothing else can.
 *
 * @since 0.1.0
 */
public final class SocketAllocation implements AllocationStrategy<SocketAllocation> {

	private final IntSupplier bound;

	private final AtomicInteger granted = new AtomicInteger();

	private final AtomicInteger pools;

	/**
	 * Create an allocation, which each pool copies.
	 * @param bound the most sockets per pool
	 * @param pools counts the pools that have a socket
	 */
	public SocketAllocation(IntSupplier bound, AtomicInteger pools) {
		this.bound = bound;
		this.pools = pools;
	}

	@Override
	public SocketAllocation copy() {
		return new SocketAllocation(this.bound, this.pools);
	}

	@Override
	public int estimatePermitCount() {
		return Math.max(0, this.bound.getAsInt() - this.granted.get());
	}

	@Override
	public int getPermits(int desired) {
		if (desired < 1) {
			return 0;
		}
		int now = this.granted.get();
		while (now < this.bound.getAsInt()) {
			if (this.granted.compareAndSet(now, now + 1)) {
				this.pools.addAndGet((now == 0) ? 1 : 0);
				return 1;
			}
			now = this.granted.get();
		}
		return 0;
	}

	@Override
	public int permitGranted() {
		return this.granted.get();
	}

	@Override
	public int permitMinimum() {
		return 0;
	}

	@Override
	public int permitMaximum() {
		return this.bound.getAsInt();
	}

	@Override
	public void returnPermits(int returned) {
		boolean last = this.granted.addAndGet(-returned) == 0 && returned > 0;
		this.pools.addAndGet(last ? -1 : 0);
	}

}
