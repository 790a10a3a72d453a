package dev.lifeguard.autoconfigure;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Properties of a client's leak watch. Not in force yet.
 */
class LeakProperties {

	/**
	 * How long a response may stay unread with the application before it counts as
	 * leaked. Not in force yet.
	 */
	private @Nullable Duration threshold;

	/**
	 * What happens to a leaked response. Not in force yet.
	 */
	private @Nullable LeakAction action;

	/**
	 * When the stack of a caller is captured. Not in force yet.
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

	/**
	 * What happens to a leaked response.
	 */
	public enum LeakAction {

		/** Nothing. */
		OFF,

		/** It is logged. */
		REPORT,

		/** It is logged, its connection is closed and its place comes back. */
		RECLAIM

	}

	/**
	 * When the stack of a caller is captured.
	 */
	public enum StackCapture {

		/** Never. */
		OFF,

		/** Not until the first suspicion, then always. */
		SAMPLED,

		/** Always; costs each call a stack walk. */
		ALWAYS

	}

}
