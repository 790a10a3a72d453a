package dev.lifeguard.autoconfigure.preload;

import java.io.IOException;
import java.io.UncheckedIOException;

import dev.lifeguard.transport.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * Backend of a dry run, on a port that nobody else is told.
 */
interface LoopbackServer extends AutoCloseable {

	/** Where everything is answered. */
	String ANSWERED = "/answered";

	/** Where an answer begins and does not end. */
	String HELD = "/held";

	/** An answer. */
	String JSON = "{\"ready\":true}";

	/** Where it is: a name, so that one is resolved. */
	String HOST = "localhost";

	/**
	 * Start a server.
	 * @param protocol what it speaks
	 * @param certificate what it proves itself with, if it speaks over TLS
	 */
	static LoopbackServer start(Protocol protocol, @Nullable LoopbackCertificate certificate) {
		try {
			return (protocol == Protocol.HTTP1) ? SocketServer.start(certificate) : StreamServer.start(certificate);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return the server's URL.
	 */
	String url();

	@Override
	void close();

}
