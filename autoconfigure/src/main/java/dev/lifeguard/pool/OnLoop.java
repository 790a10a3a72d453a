package dev.lifeguard.pool;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import io.netty.channel.Channel;

/**
 * Hand-over of a task to the event loop of a channel, from any thread and at any time.
 *
 * @since 0.1.0
 */
public final class OnLoop {

	private OnLoop() {
	}

	/**
	 * Run the task on the channel's loop. If the loop has been shut down, it has closed
	 * its channels: there is nothing left to do for this one, but its call is over.
	 * @param channel the channel
	 * @param task the task
	 */
	public static void run(Channel channel, Runnable task) {
		run(channel.eventLoop(), task, () -> Bound.unbind(channel));
	}

	/**
	 * Run the task on the loop, or the other one here if the loop has been shut down.
	 * @param loop the event loop
	 * @param task the task
	 * @param otherwise run instead if the loop has been shut down
	 */
	public static void run(Executor loop, Runnable task, Runnable otherwise) {
		try {
			loop.execute(task);
		}
		catch (RejectedExecutionException ex) {
			otherwise.run();
		}
	}

}
