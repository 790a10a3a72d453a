package dev.lifeguard.call;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;

/**
 * Reference to a response that the application was given and has not begun to read.
 */
abstract class UnreadResponse extends WeakReference<Object> {

	UnreadResponse(Object response, ReferenceQueue<Object> collected) {
		super(response, collected);
	}

	/**
	 * Return whether the response has, or had, a reader after all.
	 */
	abstract boolean isTaken();

	/**
	 * The response was collected as garbage, as the timer has found: what follows is done
	 * on another thread.
	 */
	abstract void collectedSoon();

}
