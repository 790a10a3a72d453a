package dev.lifeguard.sample.backend;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;

/**
 * Bound of the connections to a backend: all are counted, and those beyond it are reset.
 */
class ConnectionCap {

	// a client that closes one connection and then opens another never has two, but the
	// beginning of one may be seen before the end of the other
	private static final long SETTLED_MILLIS = 5;

	private final int cap;

	private final AtomicInteger open = new AtomicInteger();

	private final AtomicInteger most = new AtomicInteger();

	private final AtomicInteger refused = new AtomicInteger();

	ConnectionCap(int cap) {
		this.cap = cap;
	}

	void enter(Channel channel) {
		channel.eventLoop().schedule(() -> count(channel), SETTLED_MILLIS, TimeUnit.MILLISECONDS);
	}

	private void count(Channel channel) {
		if (!channel.isOpen()) {
			return;
		}
		int now = this.open.incrementAndGet();
		channel.closeFuture().addListener((end) -> this.open.decrementAndGet());
		this.most.accumulateAndGet(now, Math::max);
		if (now > this.cap) {
			this.refused.incrementAndGet();
			channel.config().setOption(ChannelOption.SO_LINGER, 0);
			channel.close();
		}
	}

	ConnectionCount state() {
		return new ConnectionCount(this.cap, this.open.get(), this.most.get(), this.refused.get());
	}

}
