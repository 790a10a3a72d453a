package dev.lifeguard.test.backend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * A port on loopback that lets callers in, refuses them, or swallows them. It is taken
 * all the time, so that no other server gets it.
 */
final class Port implements AutoCloseable {

	private static final int BACKLOG = 1024;

	private static final int SMALL = 64 * 1024;

	private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);

	private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

	private final ServerBootstrap bootstrap;

	private final InetSocketAddress address;

	private @Nullable Channel open;

	private @Nullable Socket shut;

	private @Nullable BlackHole hole;

	private boolean closed;

	Port(EventLoopGroup loops, ChannelHandler connections) {
		this.bootstrap = new ServerBootstrap().group(loops)
			.channel(NioServerSocketChannel.class)
			.option(ChannelOption.SO_BACKLOG, BACKLOG)
			.option(ChannelOption.SO_REUSEADDR, true)
			.childOption(ChannelOption.TCP_NODELAY, true)
			// what a client does not take is not to disappear in here
			.childOption(ChannelOption.SO_SNDBUF, SMALL)
			.childHandler(connections);
		Channel open = bind(new InetSocketAddress("127.0.0.1", 0));
		this.open = open;
		this.address = (InetSocketAddress) open.localAddress();
	}

	private Channel bind(InetSocketAddress address) {
		return this.bootstrap.bind(address).syncUninterruptibly().channel();
	}

	/**
	 * Take the port again. A socket that was closed on an event loop gives it back a
	 * moment later.
	 */
	private static <T> T again(Callable<T> taking) {
		long end = System.nanoTime() + PATIENCE_NANOS;
		while (true) {
			try {
				return taking.call();
			}
			catch (Exception ex) {
				if (end - System.nanoTime() < 0) {
					throw new IllegalStateException("The port of a backend was taken by another process meanwhile", ex);
				}
				LockSupport.parkNanos(STEP_NANOS);
			}
		}
	}

	int number() {
		return this.address.getPort();
	}

	/**
	 * Let callers in.
	 */
	synchronized void open() {
		if (this.open == null && !this.closed) {
			leave();
			this.open = again(() -> bind(this.address));
		}
	}

	/**
	 * Refuse callers.
	 */
	synchronized void refuse() {
		if (this.shut == null && !this.closed) {
			leave();
			this.shut = again(this::take);
		}
	}

	private Socket take() throws IOException {
		Socket socket = new Socket();
		try {
			socket.setReuseAddress(true);
			socket.bind(this.address);
			return socket;
		}
		catch (IOException ex) {
			socket.close();
			throw ex;
		}
	}

	/**
	 * Give callers no answer at all.
	 */
	synchronized void swallow() {
		if (this.hole == null && !this.closed) {
			leave();
			this.hole = again(() -> BlackHole.at(this.address));
		}
	}

	private void leave() {
		try {
			if (this.open != null) {
				this.open.close().syncUninterruptibly();
			}
			if (this.shut != null) {
				this.shut.close();
			}
			if (this.hole != null) {
				this.hole.close();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		finally {
			this.open = null;
			this.shut = null;
			this.hole = null;
		}
	}

	@Override
	public synchronized void close() {
		this.closed = true;
		leave();
	}

}
