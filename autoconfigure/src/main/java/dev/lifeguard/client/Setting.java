package dev.lifeguard.client;

import org.jspecify.annotations.Nullable;

/**
 * Value that a client uses, and where it came from.
 *
 * @param value the value in force
 * @param origin where it was written
 * @param follows the key, below the client's, whose value it was made from, if its origin
 * is {@link Origin#FOLLOWS}
 * @since 0.1.0
 */
public record Setting(Object value, Origin origin, @Nullable String follows) {

	/**
	 * Create a setting that follows no other.
	 * @param value the value in force
	 * @param origin where it was written
	 */
	public Setting(Object value, Origin origin) {
		this(value, origin, null);
	}

	/**
	 * Return whether somebody wrote the value.
	 * @return whether it is neither built in nor made from another value
	 */
	public boolean wasWritten() {
		return this.origin != Origin.FOLLOWS && this.origin != Origin.BUILT_IN;
	}

	/**
	 * Place where a value was written.
	 */
	public enum Origin {

		/** For all clients at once, above whatever they say themselves. */
		OVERRIDE,

		/** Under the client's own name. */
		CLIENT,

		/**
		 * Under {@code spring.http.serviceclient}, for the HTTP service group of the
		 * client's name.
		 */
		GROUP,

		/** Under the defaults of all clients. */
		DEFAULTS,

		/** Under {@code spring.http.clients}, which all of Spring's clients share. */
		SPRING,

		/** Nowhere: it was made from another value that was written. */
		FOLLOWS,

		/** Nowhere: it is Lifeguard's own. */
		BUILT_IN

	}

}
