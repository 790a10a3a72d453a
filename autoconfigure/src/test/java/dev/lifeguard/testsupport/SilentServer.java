package dev.lifeguard.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/**
 * A port on loopback behind which nobody says a word.
 */
public final class SilentServer implements AutoCloseable {

	private static final int BACKLOG = 1;

	private final ServerSocket server;

	private final List<Socket> fillers = new ArrayList<>();

	private SilentServer(String host, int port, int backlog) throws IOException {
		this.server = new ServerSocket(port, backlog, InetAddress.getByName(host));
	}

	/**
	 * Start a server whose connections are established by the kernel, and then nothing.
	 * @return the server
	 */
	public static SilentServer accepting() {
		try {
			return new SilentServer("127.0.0.1", 0, 1000);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Start a server whose backlog is full: connects are dropped.
	 * @return the server
	 */
	public static SilentServer blackHole() {
		return blackHole("127.0.0.1", 0);
	}

	/**
	 * Start a server whose backlog is full: connects are dropped.
	 * @param host the address to listen on
	 * @param port the port; 0 for any
	 * @return the server
	 */
	public static SilentServer blackHole(String host, int port) {
		try {
			SilentServer server = new SilentServer(host, port, BACKLOG);
			server.fill();
			return server;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void fill() throws IOException {
		boolean full = false;
		while (!full) {
			Socket filler = new Socket();
			this.fillers.add(filler);
			full = !connects(filler);
		}
	}

	private boolean connects(Socket filler) throws IOException {
		try {
			filler.connect(this.server.getLocalSocketAddress(), 300);
			return true;
		}
		catch (SocketTimeoutException ex) {
			return false;
		}
	}

	public int port() {
		return this.server.getLocalPort();
	}

	public String url(String scheme) {
		return scheme + "://127.0.0.1:" + this.server.getLocalPort() + "/";
	}

	@Override
	public void close() throws IOException {
		for (Socket filler : this.fillers) {
			filler.close();
		}
		this.server.close();
	}

}
