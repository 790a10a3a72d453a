package dev.lifeguard.lease;

import java.util.stream.Stream;

import dev.lifeguard.failure.Echo;
import org.jspecify.annotations.Nullable;

/**
 * Importance of a call, compared with the others of its client. It decides where callers
 * wait for a permit, and nowhere else: the backend does not hear of it.
 * <p>
 * The order of the constants is the order in which they are served.
 *
 * @since 0.1.0
 */
public enum Priority {

	/** Served before all others. */
	HIGH,

	/** Served before those of low priority. */
	NORMAL,

	/**
	 * Served when nobody else waits. It leaves the last fifth of the permits, rounded
	 * down, to the others, hence of fewer than five permits it may take all; and it is
	 * the first to be refused when the queue is full.
	 */
	LOW;

	/**
	 * The request attribute that has the priority of one call: one of the constants, or
	 * its name in any case.
	 */
	public static final String ATTRIBUTE = "lifeguard.priority";

	private static final int LAST_PART = 5;

	/**
	 * Return the priority of one call.
	 * @param attribute the value of its request attribute, if it has one
	 * @param usual the priority of the client's calls
	 * @return the priority
	 * @throws IllegalArgumentException if the attribute is not a priority
	 */
	public static Priority of(@Nullable Object attribute, Priority usual) {
		if (attribute == null) {
			return usual;
		}
		return (attribute instanceof Priority priority) ? priority : named(attribute.toString());
	}

	private static Priority named(String name) {
		return Stream.of(values())
			.filter((priority) -> priority.name().equalsIgnoreCase(name))
			.findAny()
			.orElseThrow(() -> new IllegalArgumentException(
					"the request attribute '%s' cannot be '%s': HIGH, NORMAL and LOW are possible".formatted(ATTRIBUTE,
							Echo.of(name))));
	}

	/**
	 * Return how many of a number of permits may be taken for calls of this priority.
	 * @param permits how many there are
	 * @return as many, less those that are left to the others
	 */
	public int share(int permits) {
		return (this == LOW) ? permits - permits / LAST_PART : permits;
	}

}
