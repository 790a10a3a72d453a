package dev.lifeguard.autoconfigure.properties;

import org.jspecify.annotations.Nullable;

import org.springframework.util.unit.DataSize;

/**
 * Properties of the limits on responses that a client accepts.
 *
 * @since 0.1.0
 */
public class ResponseProperties {

	/**
	 * Largest headers of a response, all of them together. The same limit applies to the
	 * status line and to the trailers, each separately.
	 */
	private @Nullable DataSize maxHeaderSize;

	public @Nullable DataSize getMaxHeaderSize() {
		return this.maxHeaderSize;
	}

	public void setMaxHeaderSize(@Nullable DataSize maxHeaderSize) {
		this.maxHeaderSize = maxHeaderSize;
	}

}
