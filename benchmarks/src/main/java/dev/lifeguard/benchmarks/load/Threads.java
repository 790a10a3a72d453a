package dev.lifeguard.benchmarks.load;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The threads of the service that calls.
 *
 * @param count how many there are
 * @param virtual whether they are virtual
 */
record Threads(int count, boolean virtual) {

	static Threads parse(String text) {
		boolean virtual = text.endsWith("v");
		return new Threads(Integer.parseInt((virtual) ? text.substring(0, text.length() - 1) : text), virtual);
	}

	/**
	 * Return an executor with as many threads as it is given tasks at once.
	 * @return a new executor
	 */
	ExecutorService executor() {
		return (this.virtual) ? virtualThreads() : Executors.newCachedThreadPool(Threads::daemon);
	}

	private static Thread daemon(Runnable task) {
		Thread thread = new Thread(task, "caller");
		thread.setDaemon(true);
		return thread;
	}

	// by its name, as Java 17 has none
	private static ExecutorService virtualThreads() {
		try {
			return (ExecutorService) Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException("No virtual threads on Java " + Runtime.version().feature(), ex);
		}
	}

}
