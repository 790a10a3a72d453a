package dev.lifeguard.benchmarks.backend;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerKeepAliveHandler;
import io.netty.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Port on which a backend listens. Only the thread that reads the commands uses it.
 */
final class Port extends ChannelInitializer<Channel> {

	private final EventLoop loop;

	private final Backend backend;

	private final ChannelGroup connections;

	private final InetSocketAddress address;

	private final List<Future<?>> changes = new ArrayList<>();

	private Channel listener;

	private boolean shut;

	private @Nullable BlackHole hole;

	Port(EventLoop loop, int workers) {
		this.loop = loop;
		this.backend = new Backend(loop, workers);
		this.connections = new DefaultChannelGroup(loop);
		this.listener = listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)).syncUninterruptibly()
			.channel();
		this.address = (InetSocketAddress) this.listener.localAddress();
	}

	private ChannelFuture listen(InetSocketAddress address) {
		return new ServerBootstrap().group(this.loop)
			.channel(NioServerSocketChannel.class)
			.childHandler(this)
			.bind(address);
	}

	@Override
	protected void initChannel(Channel connection) {
		this.connections.add(connection);
		connection.pipeline()
			.addLast(new HttpServerCodec(), new HttpServerKeepAliveHandler(), new Connection(this.backend));
	}

	@Override
	public boolean isSharable() {
		return true;
	}

	int number() {
		return this.address.getPort();
	}

	/**
	 * Let all of them have the trouble at once: none begins it much later than another,
	 * or its client would have more time in which nothing is wrong.
	 */
	static void trouble(List<Port> ports, Trouble trouble) {
		ports.forEach((port) -> port.begin(trouble));
		ports.forEach(Port::complete);
	}

	private void begin(Trouble trouble) {
		this.changes.add(this.loop.submit(() -> this.backend.trouble(trouble)));
		this.shut = trouble == Trouble.HOLE;
		if (this.shut) {
			this.changes.add(this.listener.close());
			this.changes.add(this.connections.close());
		}
		else if (this.hole != null) {
			this.hole.close();
			this.hole = null;
			ChannelFuture opened = listen(this.address);
			this.listener = opened.channel();
			this.changes.add(opened);
		}
	}

	private void complete() {
		this.changes.forEach(Future::syncUninterruptibly);
		this.changes.clear();
		if (this.shut && this.hole == null) {
			// one may have been let in while the port was closed
			this.connections.close().syncUninterruptibly();
			this.hole = new BlackHole(this.address);
		}
	}

	BackendStats stats() {
		return ask(this.backend::stats);
	}

	void reset() {
		trouble(List.of(this), Trouble.NONE);
		this.connections.close().syncUninterruptibly();
		ask(() -> {
			this.backend.reset();
			return this.backend;
		});
	}

	private <T> T ask(Callable<T> question) {
		return this.loop.submit(question).syncUninterruptibly().getNow();
	}

}
