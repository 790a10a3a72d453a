package dev.lifeguard.registry;

import java.util.Set;

import dev.lifeguard.failure.Echo;

/**
 * Exception thrown when there is no client with the requested name.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public class UnknownClientException extends IllegalArgumentException {

	private static final int MOST = 20;

	private final String name;

	private final Set<String> names;

	/**
	 * Create a new exception.
	 * @param name the name that was asked for
	 * @param names the names that exist
	 */
	public UnknownClientException(String name, Set<String> names) {
		super("There is no client '%s'. %s".formatted(Echo.of(name),
				names.isEmpty() ? "None is configured: add lifeguard.clients.%s.base-url".formatted(Echo.of(name))
						: "There are: " + Echo.first(names, MOST)));
		this.name = name;
		this.names = Set.copyOf(names);
	}

	/**
	 * Return the name that was asked for.
	 * @return the name
	 */
	public String getName() {
		return this.name;
	}

	/**
	 * Return the names that exist.
	 * @return the names
	 */
	public Set<String> getNames() {
		return this.names;
	}

}
