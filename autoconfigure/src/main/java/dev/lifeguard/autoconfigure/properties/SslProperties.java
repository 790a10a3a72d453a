package dev.lifeguard.autoconfigure.properties;

import org.jspecify.annotations.Nullable;

/**
 * Properties of a client's TLS.
 *
 * @since 0.1.0
 */
public class SslProperties {

	/**
	 * Name of the SSL bundle to use.
	 */
	private @Nullable String bundle;

	public @Nullable String getBundle() {
		return this.bundle;
	}

	public void setBundle(@Nullable String bundle) {
		this.bundle = bundle;
	}

}
