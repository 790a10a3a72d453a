package dev.lifeguard.call.tell;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Executor of tasks that may reach the application's code, a logger or a listener, so
 * that neither the timer nor an event loop ever waits for one of those. There is one per
 * application.
 * <p>
 * <b>Bound</b>: it has a thread for each {@link Lane} that has something to do, and keeps
 * it for 5 s after that. A client has three lanes of at most {@value Lanes#MOST_THREADS}
 * threads together, and one client's threads are never another's.
 *
 * @since 0.1.0
 */
public final class Teller implements AutoCloseable {

	private static final Duration KEPT = Duration.ofSeconds(5);

	private static final Duration PATIENCE = Duration.ofSeconds(1);

	private final AtomicInteger number = new AtomicInteger();

	private final Executor threads;

	private final Runnable close;

	/**
	 * Create a teller with threads of its own. They are daemons.
	 */
	public Teller() {
		ThreadPoolExecutor pool = new ThreadPoolExecutor(0, Integer.MAX_VALUE, KEPT.toNanos(), TimeUnit.NANOSECONDS,
				new SynchronousQueue<>(), this::daemon);
		this.threads = pool;
		this.close = () -> close(pool);
	}

	/**
	 * Create a teller on somebody else's threads, which it does not end.
	 * @param threads runs what there is to do, in any order
	 */
	public Teller(Executor threads) {
		this.threads = threads;
		this.close = () -> {
		};
	}

	/**
	 * Run a task. After the end it runs on the thread that has it: somebody may still
	 * wait for what it says.
	 */
	void run(Runnable task) {
		try {
			this.threads.execute(task);
		}
		catch (RejectedExecutionException ex) {
			task.run();
		}
	}

	/**
	 * Stop the threads, after a second at most for what is still to be written.
	 */
	@Override
	public void close() {
		this.close.run();
	}

	private static void close(ThreadPoolExecutor pool) {
		pool.shutdown();
		try {
			if (!pool.awaitTermination(PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
				pool.shutdownNow();
			}
		}
		catch (InterruptedException ex) {
			pool.shutdownNow();
			Thread.currentThread().interrupt();
		}
	}

	private Thread daemon(Runnable task) {
		// whoever needs the thread first leaves nothing of its own in it
		Thread thread = new Thread(null, task, "lifeguard-teller-" + this.number.incrementAndGet(), 0, false);
		thread.setContextClassLoader(Teller.class.getClassLoader());
		thread.setDaemon(true);
		return thread;
	}

}
