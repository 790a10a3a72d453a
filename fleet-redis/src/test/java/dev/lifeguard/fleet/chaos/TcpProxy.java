package dev.lifeguard.fleet.chaos;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Way to a server that can be cut: then nothing passes, and nobody is told.
 */
final class TcpProxy implements AutoCloseable {

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition healed = this.lock.newCondition();

	private final List<Socket> sockets = new CopyOnWriteArrayList<>();

	private final ServerSocket server;

	private final int target;

	private boolean cut;

	private TcpProxy(int target) throws IOException {
		this.target = target;
		this.server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
		start(this::accept);
	}

	/**
	 * Start a proxy.
	 * @param target the server's port
	 * @return the proxy
	 */
	static TcpProxy to(int target) {
		try {
			return new TcpProxy(target);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void start(Runnable task) {
		Thread thread = new Thread(task, "proxy");
		thread.setDaemon(true);
		thread.start();
	}

	private void accept() {
		while (!this.server.isClosed()) {
			try {
				connect(this.server.accept());
			}
			catch (IOException ex) {
				// closed, or there is no server
			}
		}
	}

	private void connect(Socket client) throws IOException {
		this.sockets.add(client);
		start(() -> {
			try {
				awaitHealed();
				Socket target = new Socket("127.0.0.1", this.target);
				this.sockets.add(target);
				start(() -> pump(client, target));
				pump(target, client);
			}
			catch (IOException ex) {
				close(client);
			}
		});
	}

	private void pump(Socket from, Socket to) {
		byte[] bytes = new byte[8192];
		try {
			InputStream in = from.getInputStream();
			OutputStream out = to.getOutputStream();
			int read = in.read(bytes);
			while (read >= 0) {
				awaitHealed();
				out.write(bytes, 0, read);
				read = in.read(bytes);
			}
		}
		catch (IOException ex) {
			// one of the two has gone
		}
		finally {
			close(from);
			close(to);
		}
	}

	private static void close(Socket socket) {
		try {
			socket.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void awaitHealed() {
		this.lock.lock();
		try {
			while (this.cut) {
				this.healed.awaitUninterruptibly();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	void cut() {
		set(true);
	}

	void heal() {
		set(false);
	}

	private void set(boolean cut) {
		this.lock.lock();
		try {
			this.cut = cut;
			this.healed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	int port() {
		return this.server.getLocalPort();
	}

	@Override
	public void close() {
		heal();
		try {
			this.server.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.sockets.forEach(TcpProxy::close);
	}

}
