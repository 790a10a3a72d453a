package dev.lifeguard.benchmarks.backend;

/**
 * Trouble that a backend can have.
 *
 * @since 0.1.0
 */
public enum Trouble {

	/** Nothing. */
	NONE,

	/** Less than nothing: there is no work to do, so that clients become warm soon. */
	QUICK,

	/** Work takes ten times as long. */
	SLOW,

	/** Half of the workers are gone. */
	HALVE,

	/** Every request is answered with 503 at once. */
	FAIL,

	/** Every other request, at random, is answered with 503 at once. */
	HALF,

	/**
	 * The head and half of the body are answered, and the rest when the trouble is over.
	 */
	STALL,

	/** Connections are cut, and nobody is let in or told so. */
	HOLE,

	/** Each connection is closed without a word after its fifth answer. */
	CHURN,

	/** Every request is worked on, and then answered with 503. */
	STORM;

	int workers(int all) {
		return (this == HALVE) ? all / 2 : all;
	}

	int millis(int each) {
		return switch (this) {
			case SLOW -> each * 10;
			case QUICK -> 0;
			default -> each;
		};
	}

}
