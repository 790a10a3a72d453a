package dev.lifeguard.leak;

import java.time.Duration;

/**
 * How leaked responses are found, and what happens to them.
 *
 * @param threshold how long the application may have a response and ask for no bytes
 * @param action what happens to a leaked response
 * @param capture when the stack of a caller is captured
 * @since 0.1.0
 */
public record LeakSettings(Duration threshold, LeakAction action, StackCapture capture) {

	/** What happens where nothing else is said. */
	public static final LeakAction DEFAULT_ACTION = LeakAction.RECLAIM;

	/** When a stack is captured where nothing else is said. */
	public static final StackCapture DEFAULT_CAPTURE = StackCapture.SAMPLED;

}
