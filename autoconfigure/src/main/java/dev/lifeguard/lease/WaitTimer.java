package dev.lifeguard.lease;

/**
 * Runs a task later, unless it is cancelled first.
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

}
