package dev.lifeguard.testsupport;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A raw-socket proxy on loopback that counts what passes through it.
 */
public final class TestProxy implements AutoCloseable {

	private final ServerSocket server;

	private final Acceptor acceptor;

	private final ProxyDialect dialect;

	private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

	private final AtomicInteger asked = new AtomicInteger();

	private final AtomicInteger let = new AtomicInteger();

	private TestProxy(ProxyDialect dialect) throws IOException {
		this.dialect = dialect;
		this.server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
		this.acceptor = Acceptor.start(this.server, this::accepted);
	}

	/**
	 * Start a proxy.
	 * @param dialect what it speaks
	 * @return the proxy
	 */
	public static TestProxy start(ProxyDialect dialect) {
		try {
			return new TestProxy(dialect);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void start(Runnable task) {
		Thread thread = new Thread(task, "test-proxy");
		thread.setDaemon(true);
		thread.start();
	}

	private void accepted(Socket client) {
		this.sockets.add(client);
		start(() -> serve(client));
	}

	private void serve(Socket client) {
		this.asked.incrementAndGet();
		try (client; Socket target = new Socket()) {
			this.sockets.add(target);
			DataInputStream in = new DataInputStream(client.getInputStream());
			if (this.dialect.letsThrough(in, client.getOutputStream(), target)) {
				this.let.incrementAndGet();
				start(() -> pump(target, client));
				client.getInputStream().transferTo(target.getOutputStream());
			}
		}
		catch (IOException ex) {
			// one of them has gone
		}
	}

	private static void pump(Socket from, Socket to) {
		try (from; to) {
			from.getInputStream().transferTo(to.getOutputStream());
		}
		catch (IOException ex) {
			// one of them has gone
		}
	}

	/**
	 * Return how many connections were asked for.
	 * @return the count
	 */
	public int asked() {
		return this.asked.get();
	}

	/**
	 * Return how many connections were let through.
	 * @return the count
	 */
	public int letThrough() {
		return this.let.get();
	}

	public int port() {
		return this.server.getLocalPort();
	}

	@Override
	public void close() throws IOException {
		this.acceptor.close();
		for (Socket socket : this.sockets) {
			socket.close();
		}
	}

}
