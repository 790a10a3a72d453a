package dev.lifeguard.client;

import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import reactor.core.scheduler.Schedulers;

/**
 * Check of the threads on which a client's blocking calls are made.
 */
final class BlockingCalls {

	private static final Log logger = LogFactory.getLog(BlockingCalls.class);

	private final String client;

	private final BlockOnEventLoop rule;

	private final AtomicBoolean warned = new AtomicBoolean();

	BlockingCalls(String client, BlockOnEventLoop rule) {
		this.client = client;
		this.rule = rule;
	}

	/**
	 * A call is about to block the current thread.
	 */
	void begin() {
		if (this.rule == BlockOnEventLoop.ALLOW || !Schedulers.isInNonBlockingThread()) {
			return;
		}
		String words = "client '%s': a blocking call on the event-loop thread '%s' would block ".formatted(this.client,
				Thread.currentThread().getName())
				+ "every connection of that thread; use the client's WebClient here, or move the call to another "
				+ "thread (Schedulers.boundedElastic())";
		if (this.rule == BlockOnEventLoop.FAIL) {
			throw new IllegalStateException(words);
		}
		if (this.warned.compareAndSet(false, true)) {
			logger.warn(words);
		}
	}

}
