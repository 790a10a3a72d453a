package dev.lifeguard.leak;

import java.time.Duration;

/**
 * Settings for finding leaked responses and acting on them.
 *
 * @param threshold how long the application may have a response and ask for no bytes
 * @param action what happens to a leaked response
 * @param capture when the stack of a caller is captured
 * @since 0.1.0
 */
public record LeakSettings(Duration threshold, LeakAction action, StackCapture capture) {

	/** Default action. */
	public static final LeakAction DEFAULT_ACTION = LeakAction.RECLAIM;

	/** Default time of capture. */
	public static final StackCapture DEFAULT_CAPTURE = StackCapture.SAMPLED;

}
