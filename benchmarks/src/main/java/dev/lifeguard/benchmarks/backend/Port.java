package dev.lifeguard.benchmarks.backend;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Callable;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerKeepAliveHandler;
import org.jspecify.annotations.Nullable;

/**
 * Where a backend listens. Its methods are for the thread that reads the commands.
 */
final class Port extends ChannelInitializer<Channel> {

	private final EventLoop loop;

	private final Backend backend;

	private final ChannelGroup connections;

	private Channel listener;

	private @Nullable BlackHole hole;

	Port(EventLoop loop) {
		this.loop = loop;
		this.backend = new Backend(loop);
		this.connections = new DefaultChannelGroup(loop);
		this.listener = listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
	}

	private Channel listen(InetSocketAddress address) {
		return new ServerBootstrap().group(this.loop)
			.channel(NioServerSocketChannel.class)
			.childHandler(this)
			.bind(address)
			.syncUninterruptibly()
			.channel();
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
		return ((InetSocketAddress) this.listener.localAddress()).getPort();
	}

	void trouble(Trouble trouble) {
		ask(() -> {
			this.backend.trouble(trouble);
			return trouble;
		});
		if (trouble == Trouble.HOLE) {
			shut();
		}
		else {
			reopen();
		}
	}

	BackendStats stats() {
		return ask(this.backend::stats);
	}

	void reset() {
		trouble(Trouble.NONE);
		this.connections.close().syncUninterruptibly();
		ask(() -> {
			this.backend.reset();
			return this.backend;
		});
	}

	private void shut() {
		if (this.hole == null) {
			InetSocketAddress address = (InetSocketAddress) this.listener.localAddress();
			this.listener.close().syncUninterruptibly();
			this.connections.close().syncUninterruptibly();
			this.hole = new BlackHole(address);
		}
	}

	private void reopen() {
		if (this.hole != null) {
			this.hole.close();
			this.listener = listen(this.hole.address());
			this.hole = null;
		}
	}

	private <T> T ask(Callable<T> question) {
		return this.loop.submit(question).syncUninterruptibly().getNow();
	}

}
