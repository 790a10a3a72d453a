package dev.lifeguard.transport.names;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.AbstractEventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.FutureListener;
import io.netty.util.concurrent.ImmediateEventExecutor;
import io.netty.util.concurrent.Promise;
import io.netty.util.concurrent.ScheduledFuture;

/**
 * View of an event loop that ends with its client. A resolver group keeps what it makes
 * for a loop until the loop ends, and the loop keeps the group: a loop may outlive the
 * client, and so may a group of the application's.
 */
final class ResolverLoop extends AbstractEventExecutor implements EventLoop {

	private final EventLoop loop;

	private final Promise<Void> end = ImmediateEventExecutor.INSTANCE.newPromise();

	private final FutureListener<Object> loopEnded = (ended) -> end();

	ResolverLoop(EventLoop loop) {
		this.loop = loop;
		loop.terminationFuture().addListener(this.loopEnded);
	}

	/**
	 * Let go of what was made for this loop.
	 */
	void end() {
		this.loop.terminationFuture().removeListener(this.loopEnded);
		this.end.trySuccess(null);
	}

	@Override
	public Future<?> terminationFuture() {
		return this.end;
	}

	@Override
	public boolean isShuttingDown() {
		return this.end.isDone() || this.loop.isShuttingDown();
	}

	@Override
	public boolean isShutdown() {
		return this.end.isDone() || this.loop.isShutdown();
	}

	@Override
	public boolean isTerminated() {
		return this.end.isDone();
	}

	@Override
	public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
		return this.end.await(timeout, unit);
	}

	/**
	 * The loop belongs to others.
	 */
	@Override
	public Future<?> shutdownGracefully(long quietPeriod, long timeout, TimeUnit unit) {
		return this.end;
	}

	@Override
	@Deprecated
	public void shutdown() {
		// as above
	}

	@Override
	public EventLoopGroup parent() {
		return this.loop.parent();
	}

	@Override
	public EventLoop next() {
		return this;
	}

	@Override
	public boolean inEventLoop(Thread thread) {
		return this.loop.inEventLoop(thread);
	}

	@Override
	public void execute(Runnable task) {
		this.loop.execute(task);
	}

	@Override
	public ChannelFuture register(Channel channel) {
		return this.loop.register(channel);
	}

	@Override
	public ChannelFuture register(ChannelPromise promise) {
		return this.loop.register(promise);
	}

	@Override
	@Deprecated
	public ChannelFuture register(Channel channel, ChannelPromise promise) {
		return this.loop.register(channel, promise);
	}

	@Override
	public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
		return this.loop.schedule(task, delay, unit);
	}

	@Override
	public <V> ScheduledFuture<V> schedule(Callable<V> task, long delay, TimeUnit unit) {
		return this.loop.schedule(task, delay, unit);
	}

	@Override
	public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, long initialDelay, long period, TimeUnit unit) {
		return this.loop.scheduleAtFixedRate(task, initialDelay, period, unit);
	}

	@Override
	public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long initialDelay, long delay, TimeUnit unit) {
		return this.loop.scheduleWithFixedDelay(task, initialDelay, delay, unit);
	}

}
