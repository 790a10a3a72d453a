package dev.lifeguard.client;

import reactor.netty.Connection;
import reactor.netty.resources.ConnectionProvider.ConnectionMetadata;

/**
 * Strategy of the application that decides which idle connections are closed, in addition
 * to Lifeguard's own rules: a connection is kept only if all of them keep it. It is asked
 * often and from several threads, so it must not block.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface EvictionRule {

	/**
	 * Decide about one idle connection.
	 * @param client the client's name
	 * @param connection the connection
	 * @param metadata how old it is and how long it has been idle
	 * @return whether to close it
	 */
	boolean evict(String client, Connection connection, ConnectionMetadata metadata);

}
