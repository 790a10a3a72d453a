package dev.lifeguard.autoconfigure.properties;

import java.time.Duration;

import dev.lifeguard.leak.LeakAction;
import dev.lifeguard.leak.StackCapture;
import org.jspecify.annotations.Nullable;

/**
 * Properties of a client's leak watch.
 *
 * @since 0.1.0
 */
public class LeakProperties {

	/**
	 * Time for which the application may hold a response without asking for any of its
	 * bytes before it counts as leaked. As long as the response timeout if not set.
	 */
	private @Nullable Duration threshold;

	/**
	 * Action taken on a leaked response.
	 */
	private @Nullable LeakAction action;

	/**
	 * Time at which the stack of a caller is captured.
	 */
	private @Nullable StackCapture capture;

	public @Nullable Duration getThreshold() {
		return this.threshold;
	}

	public void setThreshold(@Nullable Duration threshold) {
		this.threshold = threshold;
	}

	public @Nullable LeakAction getAction() {
		return this.action;
	}

	public void setAction(@Nullable LeakAction action) {
		this.action = action;
	}

	public @Nullable StackCapture getCapture() {
		return this.capture;
	}

	public void setCapture(@Nullable StackCapture capture) {
		this.capture = capture;
	}

}
