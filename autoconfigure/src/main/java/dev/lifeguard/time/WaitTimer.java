package dev.lifeguard.time;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Timer that runs a task later, unless it is cancelled first.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface WaitTimer {

	/**
	 * Run the task once, after the delay. The task must not block.
	 * @param task the task
	 * @param delayNanos the delay in nanoseconds; zero or less means as soon as possible
	 * @return a handle that cancels the task; cancelling twice or too late does nothing
	 */
	Runnable schedule(Runnable task, long delayNanos);

	/**
	 * Run the task again and again, with a pause before each run. A run that fails, even
	 * with an {@link Error}, is not the last one. The task must not block.
	 * @param task the task
	 * @param pauseNanos the pause in nanoseconds
	 * @return a handle that ends it
	 */
	default Runnable every(Runnable task, long pauseNanos) {
		AtomicBoolean ended = new AtomicBoolean();
		schedule(new Runnable() {

			@Override
			public void run() {
				if (!ended.get()) {
					schedule(this, pauseNanos);
					task.run();
				}
			}

		}, pauseNanos);
		return () -> ended.set(true);
	}

}
