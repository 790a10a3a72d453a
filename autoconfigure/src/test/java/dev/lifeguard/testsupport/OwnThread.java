package dev.lifeguard.testsupport;

import java.util.concurrent.Executor;

/**
 * Executor that runs each task on a thread of its own. On two processors the common pool
 * has a single thread, where a task that blocks holds up those of all other tests.
 */
public final class OwnThread implements Executor {

	/** The executor. */
	public static final Executor EXECUTOR = new OwnThread();

	private OwnThread() {
	}

	@Override
	public void execute(Runnable task) {
		Thread thread = new Thread(task, "own-thread");
		thread.setDaemon(true);
		thread.start();
	}

}
