package dev.lifeguard.testsupport;

import java.io.IOException;
import java.net.URI;

/**
 * A port on loopback that nobody listens to any more.
 */
public final class ClosedPort {

	private ClosedPort() {
	}

	/**
	 * Find one.
	 * @return the port
	 * @throws IOException if there is none to be had
	 */
	public static int find() throws IOException {
		try (ScriptedServer server = ScriptedServer.start(ScriptedServer.Exchange::hold)) {
			return URI.create(server.url()).getPort();
		}
	}

}
