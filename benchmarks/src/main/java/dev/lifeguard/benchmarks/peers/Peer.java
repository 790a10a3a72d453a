package dev.lifeguard.benchmarks.peers;

import java.util.List;
import java.util.stream.Stream;

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
	 * Create a client.
	 * @param variant the name of its settings: {@code defaults}, {@code tuned} or another
	 * one that the peer has
	 * @param baseUrl where to call
	 * @return the calls of a new client
	 */
	default Calls create(String variant, String baseUrl) {
		return switch (variant) {
			case "defaults" -> defaults(baseUrl);
			case "tuned" -> tuned(baseUrl);
			default -> throw new IllegalArgumentException("No settings '" + variant + "' of " + name());
		};
	}

	/**
	 * Create clients that have nothing in common but where they call.
	 * @param variant the name of their settings
	 * @param baseUrl where to call
	 * @param count how many there are
	 * @return the calls of new clients
	 */
	default List<Calls> create(String variant, String baseUrl, int count) {
		return Stream.generate(() -> create(variant, baseUrl)).limit(count).toList();
	}

}
