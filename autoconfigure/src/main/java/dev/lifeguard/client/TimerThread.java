package dev.lifeguard.client;

import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import dev.lifeguard.lease.WaitTimer;

/**
 * A {@link WaitTimer} on one daemon thread, which starts with the first task and sleeps
 * until the next one is due: a wheel that turns a hundred times a second would cost more
 * than a service's calls while there are few of them. Cancelled tasks are dropped at
 * once.
 *
 * @since 0.1.0
 */
public final class TimerThread implements WaitTimer, AutoCloseable {

	private static final Runnable NOTHING = () -> {
	};

	private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, TimerThread::daemon);

	/**
	 * Create a timer.
	 */
	public TimerThread() {
		this.executor.setRemoveOnCancelPolicy(true);
	}

	@Override
	public Runnable schedule(Runnable task, long delayNanos) {
		try {
			Future<?> future = this.executor.schedule(() -> run(task), delayNanos, TimeUnit.NANOSECONDS);
			return () -> future.cancel(false);
		}
		catch (RejectedExecutionException ex) {
			// closed in the meantime
			return NOTHING;
		}
	}

	/**
	 * Hand a failure to whoever handles those of threads: the executor would keep it to
	 * itself.
	 */
	private static void run(Runnable task) {
		try {
			task.run();
		}
		catch (RuntimeException | Error ex) {
			Thread thread = Thread.currentThread();
			thread.getUncaughtExceptionHandler().uncaughtException(thread, ex);
		}
	}

	/**
	 * Stop the thread. Tasks that wait are dropped, and later ones are not scheduled.
	 */
	@Override
	public void close() {
		this.executor.shutdownNow();
	}

	private static Thread daemon(Runnable task) {
		// whoever schedules the first task leaves nothing of its own in a thread that
		// stays
		Thread thread = new Thread(null, task, "lifeguard-timer", 0, false);
		thread.setContextClassLoader(TimerThread.class.getClassLoader());
		thread.setDaemon(true);
		return thread;
	}

}
