package dev.lifeguard.testsupport;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.function.Consumer;

/**
 * Thread that accepts the connections of a server. Once it is closed, nobody listens any
 * more: without waiting for the thread, a connection that comes right afterwards may
 * still be accepted, because the kernel keeps a socket that a thread is accepting on.
 */
final class Acceptor implements AutoCloseable {

	private final ServerSocket server;

	private final Thread thread;

	private Acceptor(ServerSocket server, Consumer<Socket> connections) {
		this.server = server;
		this.thread = new Thread(() -> accept(connections), "acceptor");
		this.thread.setDaemon(true);
	}

	/**
	 * Begin to accept.
	 * @param server where connections arrive
	 * @param connections what is done with each, on the accepting thread
	 */
	static Acceptor start(ServerSocket server, Consumer<Socket> connections) {
		Acceptor acceptor = new Acceptor(server, connections);
		acceptor.thread.start();
		return acceptor;
	}

	private void accept(Consumer<Socket> connections) {
		try {
			while (true) {
				Socket connection = this.server.accept();
				if (this.server.isClosed()) {
					connection.close();
					return;
				}
				connections.accept(connection);
			}
		}
		catch (IOException ex) {
			// closed
		}
	}

	@Override
	public void close() throws IOException {
		this.server.close();
		try {
			this.thread.join();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
