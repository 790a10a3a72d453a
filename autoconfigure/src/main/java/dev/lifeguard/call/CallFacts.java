package dev.lifeguard.call;

import java.util.concurrent.atomic.AtomicInteger;

import dev.lifeguard.leak.CallSite;
import dev.lifeguard.lease.Priority;
import dev.lifeguard.time.Deadline;
import dev.lifeguard.transport.Target;
import org.jspecify.annotations.Nullable;

/**
 * Facts about one exchange that are known from its beginning and never change.
 *
 * @param method the request's method
 * @param target the remote that it goes to first
 * @param attempt which attempt of its call it belongs to; the first one is 1
 * @param retry whether it repeats one that was answered with a status to retry
 * @param deadline when its call must be over
 * @param priority how much its call matters
 * @param caller the number of the thread that waits for it, or 0 if none does: a thread
 * leads to its task, and that may lead to the response
 * @param threadPermits how many permits the calls of that thread hold, if there is one
 * @param site where the call was made, if that was captured
 */
record CallFacts(String method, Target target, int attempt, boolean retry, Deadline deadline, Priority priority,
		long caller, @Nullable AtomicInteger threadPermits, @Nullable CallSite site) {

	void permitGranted() {
		if (this.threadPermits != null) {
			this.threadPermits.incrementAndGet();
		}
	}

	void permitBack() {
		if (this.threadPermits != null) {
			this.threadPermits.decrementAndGet();
		}
	}

	/**
	 * Return whether a thread waits for the exchange: to tell it runs none of its code.
	 */
	boolean isBlocking() {
		return this.caller != 0;
	}

	/**
	 * Return whether a thread made the call, and waits for it.
	 */
	boolean isCalledBy(Thread thread) {
		return this.caller == thread.getId();
	}

}
