package dev.lifeguard.client;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

import dev.lifeguard.lease.WaitTimer;
import io.netty.util.HashedWheelTimer;
import io.netty.util.Timeout;

/**
 * A {@link WaitTimer} on Netty's hashed wheel: scheduling and cancelling cost the same
 * however many wait, a task runs up to a tick (10 ms) late. Its one daemon thread starts
 * with the first task.
 *
 * @since 0.1.0
 */
public final class WheelTimer implements WaitTimer, AutoCloseable {

	private static final int TICK_MILLIS = 10;

	private static final Runnable NOTHING = () -> {
	};

	private final HashedWheelTimer wheel = new HashedWheelTimer(daemons(), TICK_MILLIS, TimeUnit.MILLISECONDS);

	private volatile boolean closed;

	@Override
	public Runnable schedule(Runnable task, long delayNanos) {
		if (this.closed) {
			return NOTHING;
		}
		try {
			Timeout timeout = this.wheel.newTimeout((expired) -> task.run(), delayNanos, TimeUnit.NANOSECONDS);
			return timeout::cancel;
		}
		catch (IllegalStateException ex) {
			// closed in the meantime
			return NOTHING;
		}
	}

	/**
	 * Stop the thread. Tasks that wait are dropped, and later ones are not scheduled.
	 */
	@Override
	public void close() {
		this.closed = true;
		this.wheel.stop();
	}

	private static ThreadFactory daemons() {
		return (task) -> {
			Thread thread = new Thread(task, "lifeguard-timer");
			thread.setDaemon(true);
			return thread;
		};
	}

}
