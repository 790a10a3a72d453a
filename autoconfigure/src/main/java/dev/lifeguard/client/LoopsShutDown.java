package dev.lifeguard.client;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;

import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;

/**
 * Recognises the failures of a call whose event loop was shut down while it was made. Who
 * shuts loops down closes their connections, and looks like a peer that does.
 */
final class LoopsShutDown {

	private static final String TERMINATED = "event executor terminated";

	static final String WORDS = "the event loops were shut down";

	/**
	 * What the library says when a loop is given a task, or a resolver group is given a
	 * loop.
	 */
	private static final Set<String> LIBRARYS = Set.of(TERMINATED, "executor not accepting a task");

	private LoopsShutDown() {
	}

	static boolean explains(Throwable failure, Call call) {
		if (failure instanceof RejectedExecutionException || failure instanceof IllegalStateException) {
			String message = failure.getMessage();
			return message != null && LIBRARYS.contains(message);
		}
		Channel connecting = call.connecting();
		return failure instanceof IOException && isShuttingDown((connecting != null) ? connecting : call.channel());
	}

	/**
	 * Return what a loop throws that has ended.
	 */
	static RejectedExecutionException rejected() {
		return new RejectedExecutionException(TERMINATED);
	}

	private static boolean isShuttingDown(@Nullable Channel channel) {
		return channel != null && !channel.isOpen() && channel.eventLoop().isShuttingDown();
	}

}
