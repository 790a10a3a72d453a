package dev.lifeguard.pool;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import reactor.core.Disposable;
import reactor.core.scheduler.Scheduler;

/**
 * Thread that looks for connections to evict, for all pools of the JVM. It ends when
 * there is none.
 * <p>
 * Reactor Netty's own threads never end, and each is started by whoever happens to open a
 * pool: the class loader of that application, and what it keeps in inheritable
 * thread-locals, would stay as long. Those of Reactor let hooks take hold of the caller's
 * context.
 */
final class EvictionThread implements Scheduler {

	static final EvictionThread INSTANCE = new EvictionThread();

	private static final int IDLE_SECONDS = 10;

	private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, EvictionThread::daemon);

	private EvictionThread() {
		this.executor.setRemoveOnCancelPolicy(true);
		this.executor.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
		this.executor.allowCoreThreadTimeOut(true);
	}

	private static Thread daemon(Runnable task) {
		Thread thread = new Thread(null, task, "httppools-eviction", 0, false);
		thread.setContextClassLoader(EvictionThread.class.getClassLoader());
		thread.setDaemon(true);
		return thread;
	}

	@Override
	public Disposable schedule(Runnable task) {
		return schedule(task, 0, TimeUnit.NANOSECONDS);
	}

	@Override
	public Disposable schedule(Runnable task, long delay, TimeUnit unit) {
		Future<?> scheduled = this.executor.schedule(task, delay, unit);
		return () -> scheduled.cancel(false);
	}

	@Override
	public Worker createWorker() {
		throw new UnsupportedOperationException("pools have no use for one");
	}

}
