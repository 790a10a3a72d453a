package dev.lifeguard.time;

import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A {@link WaitTimer} on one daemon thread, which starts with the first task and sleeps
 * until the next one is due: a wheel that turns a hundred times a second would cost more
 * than a service's calls while there are few of them. Cancelled tasks are dropped at
 * once.
 *
 * @since 0.1.0
 */
public final class TimerThread implements WaitTimer, AutoCloseable {

	/** The executor would keep a failure to itself. */
	private static final Fence FENCE = Fence.ofThread();

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
			Future<?> future = this.executor.schedule(() -> FENCE.run(task), delayNanos, TimeUnit.NANOSECONDS);
			return () -> future.cancel(false);
		}
		catch (RejectedExecutionException ex) {
			// closed in the meantime
			return NOTHING;
		}
	}

	@Override
	public Runnable every(Runnable task, long pauseNanos) {
		try {
			Future<?> future = this.executor.scheduleWithFixedDelay(() -> FENCE.run(task), pauseNanos, pauseNanos,
					TimeUnit.NANOSECONDS);
			return () -> future.cancel(false);
		}
		catch (RejectedExecutionException ex) {
			// closed in the meantime
			return NOTHING;
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
