package dev.lifeguard.benchmarks.learning;

import java.net.InetAddress;
import java.util.concurrent.TimeUnit;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerKeepAliveHandler;

/**
 * A backend with so many workers, which work as long as a request says: first come, first
 * served, and also after the caller has gone.
 */
final class WorkBackend extends ChannelInitializer<Channel> implements AutoCloseable {

	private final EventLoop loop;

	private final WorkQueue work;

	private final Channel listener;

	WorkBackend(EventLoop loop, Trial trial) {
		this.loop = loop;
		this.work = new WorkQueue(loop, trial.workers(), trial.line());
		this.listener = new ServerBootstrap().group(loop)
			.channel(NioServerSocketChannel.class)
			.childHandler(this)
			.bind(InetAddress.getLoopbackAddress(), 0)
			.syncUninterruptibly()
			.channel();
	}

	@Override
	protected void initChannel(Channel connection) {
		connection.pipeline()
			.addLast(new HttpServerCodec(), new HttpServerKeepAliveHandler(), new WorkConnection(this.work));
	}

	@Override
	public boolean isSharable() {
		return true;
	}

	String url() {
		return "http:/" + this.listener.localAddress();
	}

	/**
	 * Let the weather change at a time.
	 */
	void change(Weather weather, long delayMicros) {
		this.loop.schedule(() -> this.work.change(weather), delayMicros, TimeUnit.MICROSECONDS);
	}

	@Override
	public void close() {
		this.listener.close().syncUninterruptibly();
	}

}
