package dev.lifeguard.sample.backend;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Fault that happens in real life.
 *
 * @since 0.1.0
 */
public enum Switch {

	/** The backends take ten times as long. */
	SLOW,

	/** The backends answer everything with 503. */
	FAIL,

	/** The backends answer half of the requests with 503. */
	HALF,

	/** The backends send the head of a response and a part of its body, then nothing. */
	STALL,

	/** The application forgets to read or close responses. */
	LEAK,

	/** The backends cannot be connected to, and what was connected is cut. */
	BLACKHOLE,

	/** The backends have half of their workers. */
	HALVE;

	/**
	 * Return the switch of a name.
	 * @param name its name as paths have it
	 * @return the switch, if there is one of that name
	 */
	public static Optional<Switch> named(String name) {
		return Stream.of(values()).filter((which) -> which.path().equals(name)).findFirst();
	}

	/**
	 * Return its name as paths have it.
	 * @return the name in lower case
	 */
	public String path() {
		return name().toLowerCase(Locale.ROOT);
	}

}
