package dev.lifeguard.autoconfigure.properties;

import org.jspecify.annotations.Nullable;

import org.springframework.util.unit.DataSize;

/**
 * Properties of what a client accepts as a response.
 *
 * @since 0.1.0
 */
public class ResponseProperties {

	/**
	 * Largest headers of a response, all of them together. The status line and the
	 * trailers have the same limit, each by itself.
	 */
	private @Nullable DataSize maxHeaderSize;

	public @Nullable DataSize getMaxHeaderSize() {
		return this.maxHeaderSize;
	}

	public void setMaxHeaderSize(@Nullable DataSize maxHeaderSize) {
		this.maxHeaderSize = maxHeaderSize;
	}

}
