package dev.lifeguard.testsupport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A port on loopback that nobody listens to: it is taken, so that no other server gets it
 * before the test is over.
 */
public final class ClosedPort {

	private static final Queue<Socket> TAKEN = new ConcurrentLinkedQueue<>();

	private ClosedPort() {
	}

	/**
	 * Take one, for as long as this virtual machine runs.
	 * @return the port
	 * @throws IOException if there is none to be had
	 */
	public static int find() throws IOException {
		Socket taken = new Socket();
		taken.bind(new InetSocketAddress("127.0.0.1", 0));
		TAKEN.add(taken);
		return taken.getLocalPort();
	}

}
