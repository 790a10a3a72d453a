package dev.lifeguard.concurrency;

import dev.lifeguard.time.WaitTimer;
import org.jspecify.annotations.Nullable;

/**
 * A timer that runs the first task that it was given when it is told to, even if the task
 * was cancelled: a real one may be too late to hear of it.
 */
final class FiredTimer implements WaitTimer {

	private volatile @Nullable Runnable task;

	@Override
	public Runnable schedule(Runnable task, long delayNanos) {
		if (this.task == null) {
			this.task = task;
		}
		return () -> {
		};
	}

	void fire() {
		Runnable task = this.task;
		if (task != null) {
			task.run();
		}
	}

}
