package dev.lifeguard.benchmarks.load;

/**
 * Kind of call.
 *
 * @since 0.1.0
 */
public enum Job {

	/** A {@code GET} of a small JSON. */
	GET,

	/** A {@code POST} of ten kibibytes of JSON. */
	POST,

	/** A {@code GET} whose response is taken, and neither read nor closed. */
	LEAK

}
