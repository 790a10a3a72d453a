package dev.lifeguard.call;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Number of permits that each thread's blocking calls hold, of all clients. A thread that
 * holds none makes no call within another one, which is known without a look at its
 * stack.
 * <p>
 * What a thread keeps is a type of the JDK's: it keeps no class loader of a context that
 * was closed.
 */
final class ThreadPermits {

	private static final ThreadLocal<AtomicInteger> HELD = new ThreadLocal<>();

	private ThreadPermits() {
	}

	/**
	 * Return the number of a thread that makes a blocking call.
	 * @return the number, which any thread may change
	 */
	static AtomicInteger ofCaller() {
		AtomicInteger held = HELD.get();
		if (held == null) {
			held = new AtomicInteger();
			HELD.set(held);
		}
		return held;
	}

	/**
	 * Return whether this thread's calls hold a permit.
	 */
	static boolean isHolding() {
		AtomicInteger held = HELD.get();
		return held != null && held.get() > 0;
	}

}
