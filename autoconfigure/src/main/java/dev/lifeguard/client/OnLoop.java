package dev.lifeguard.client;

import java.util.concurrent.RejectedExecutionException;

import io.netty.channel.Channel;

/**
 * Hand-over of a task to the event loop of a channel, from any thread and at any time.
 */
final class OnLoop {

	private OnLoop() {
	}

	/**
	 * Run the task on the channel's loop. If the loop has been shut down, it has closed
	 * its channels: there is nothing left to do for this one, but its call is over.
	 */
	static void run(Channel channel, Runnable task) {
		try {
			channel.eventLoop().execute(task);
		}
		catch (RejectedExecutionException ex) {
			Call.unbind(channel);
		}
	}

}
