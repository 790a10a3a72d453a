package dev.lifeguard.autoconfigure.properties;

import dev.lifeguard.limit.LimitSettings.Mode;
import org.jspecify.annotations.Nullable;

/**
 * Properties of the limit on calls that wait for their first byte.
 *
 * @since 0.1.0
 */
public class LimitProperties {

	/**
	 * Whether the number of calls that may wait for their first byte at once is the
	 * number of connections, or is learned.
	 */
	private @Nullable Mode mode;

	/**
	 * Smallest learned limit.
	 */
	private @Nullable Integer min;

	/**
	 * Limit at which learning starts.
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
