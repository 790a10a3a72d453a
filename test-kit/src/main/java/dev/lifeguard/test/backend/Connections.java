package dev.lifeguard.test.backend;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SslContext;
import io.netty.util.AttributeKey;
import org.jspecify.annotations.Nullable;

/**
 * The connections to a backend: each has a number, and knows how many requests it has
 * carried.
 */
@ChannelHandler.Sharable
final class Connections extends ChannelInitializer<Channel> {

	private static final AttributeKey<Integer> NUMBER = AttributeKey.valueOf(Connections.class, "number");

	private static final AttributeKey<Integer> REQUESTS = AttributeKey.valueOf(Connections.class, "requests");

	private final Set<Channel> open = ConcurrentHashMap.newKeySet();

	private final AtomicInteger opened = new AtomicInteger();

	private final @Nullable SslContext tls;

	private final Protocols protocols;

	private volatile int forgotten;

	Connections(@Nullable SslContext tls, Protocols protocols) {
		this.tls = tls;
		this.protocols = protocols;
	}

	@Override
	protected void initChannel(Channel connection) {
		connection.attr(NUMBER).set(this.opened.incrementAndGet());
		connection.attr(REQUESTS).set(0);
		this.open.add(connection);
		connection.closeFuture().addListener((closed) -> this.open.remove(connection));
		ChannelPipeline pipeline = connection.pipeline();
		if (this.tls != null) {
			pipeline.addLast(this.tls.newHandler(connection.alloc()), this.protocols.negotiated());
		}
		else {
			pipeline.addLast(this.protocols.detected());
		}
	}

	/**
	 * Return which connection it is.
	 */
	int number(Channel connection) {
		return connection.attr(NUMBER).get();
	}

	/**
	 * Count a request.
	 * @return which request of its connection it is; 1 for the first
	 */
	int requested(Channel connection) {
		int requests = connection.attr(REQUESTS).get() + 1;
		connection.attr(REQUESTS).set(requests);
		return requests;
	}

	int opened() {
		return this.opened.get() - this.forgotten;
	}

	int open() {
		return this.open.size();
	}

	/**
	 * Count from now on. The numbers go on.
	 */
	void forget() {
		this.forgotten = this.opened.get();
	}

	void read(boolean read) {
		this.open.forEach((connection) -> connection.config().setAutoRead(read));
	}

	void closeAll() {
		this.open.forEach((connection) -> connection.close().syncUninterruptibly());
	}

}
