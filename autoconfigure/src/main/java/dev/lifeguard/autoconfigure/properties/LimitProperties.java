package dev.lifeguard.autoconfigure.properties;

import dev.lifeguard.limit.LimitSettings.Mode;
import org.jspecify.annotations.Nullable;

/**
 * Properties of how many calls of a client may wait for their first byte at once.
 *
 * @since 0.1.0
 */
public class LimitProperties {

	/**
	 * Whether as many calls as there may be connections may wait for their first byte at
	 * once, or a number that is learned.
	 */
	private @Nullable Mode mode;

	/**
	 * Smallest learned limit.
	 */
	private @Nullable Integer min;

	/**
	 * Limit with which learning begins.
	 */
	private @Nullable Integer initial;

	public @Nullable Mode getMode() {
		return this.mode;
	}

	public void setMode(@Nullable Mode mode) {
		this.mode = mode;
	}

	public @Nullable Integer getMin() {
		return this.min;
	}

	public void setMin(@Nullable Integer min) {
		this.min = min;
	}

	public @Nullable Integer getInitial() {
		return this.initial;
	}

	public void setInitial(@Nullable Integer initial) {
		this.initial = initial;
	}

}
