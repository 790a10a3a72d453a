package dev.lifeguard.benchmarks.peers;

import dev.lifeguard.benchmarks.load.Calls;

/**
 * A client library, with what it does by itself and with what its users are advised to
 * set.
 *
 * @since 0.1.0
 */
public interface Peer {

	/**
	 * Return the name of the client.
	 * @return lower-case words with dashes between them
	 */
	String name();

	/**
	 * Create a client with nothing set but where to call.
	 * @param baseUrl where to call
	 * @return the calls of a new client
	 */
	Calls defaults(String baseUrl);

	/**
	 * Create a client with what its documentation and good practice advise.
	 * @param baseUrl where to call
	 * @return the calls of a new client
	 */
	Calls tuned(String baseUrl);

	/**
	 * Create a client with other settings, if there are such.
	 * @param variant the name of the settings
	 * @param baseUrl where to call
	 * @return the calls of a new client
	 */
	default Calls other(String variant, String baseUrl) {
		throw new IllegalArgumentException("No settings '" + variant + "' of " + name());
	}

}
