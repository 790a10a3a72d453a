package dev.lifeguard.client;

/**
 * One value that a client works with, and where it came from.
 *
 * @param value the value in force
 * @param origin where it was said
 * @since 0.1.0
 */
public record Setting(Object value, Origin origin) {

	/**
	 * Where a value was said.
	 */
	public enum Origin {

		/** For all clients at once, above whatever they say themselves. */
		OVERRIDE,

		/** Under the client's own name. */
		CLIENT,

		/** Under the defaults of all clients. */
		DEFAULTS,

		/** Under {@code spring.http.clients}, which all of Spring's clients share. */
		SPRING,

		/** Nowhere: it is Lifeguard's own. */
		BUILT_IN

	}

}
