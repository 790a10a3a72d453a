package dev.lifeguard.testsupport;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Something on loopback between a client and a server that passes on what it gets, until
 * it swallows what is sent on a connection, or holds it back: neither end is told.
 */
public final class Middlebox implements AutoCloseable {

	private final ServerSocket server;

	private final Acceptor acceptor;

	private final int target;

	private final List<Passage> passages = new CopyOnWriteArrayList<>();

	private volatile boolean swallowsNext;

	private Middlebox(int target) throws IOException {
		this.target = target;
		this.server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
		this.acceptor = Acceptor.start(this.server, this::accepted);
	}

	/**
	 * Start a middlebox.
	 * @param target the port of the server behind it
	 * @return the middlebox
	 */
	public static Middlebox before(int target) {
		try {
			return new Middlebox(target);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void start(Runnable task) {
		Thread thread = new Thread(task, "middlebox");
		thread.setDaemon(true);
		thread.start();
	}

	private void accepted(Socket client) {
		try {
			Passage passage = new Passage(client, new Socket("127.0.0.1", this.target));
			passage.swallows = this.swallowsNext;
			this.swallowsNext = false;
			this.passages.add(passage);
			passage.begin();
		}
		catch (IOException ex) {
			hangUp(client);
		}
	}

	private static void hangUp(Socket client) {
		try {
			client.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Swallow from now on what is sent on the connections that there are, in both
	 * directions. Those to come are not affected.
	 */
	public void swallow() {
		this.passages.forEach((passage) -> passage.swallows = true);
	}

	/**
	 * Swallow all that is sent on the next connection.
	 */
	public void swallowNext() {
		this.swallowsNext = true;
	}

	/**
	 * Hold back what is sent on the connections that there are, in both directions.
	 */
	public void hold() {
		this.passages.forEach((passage) -> passage.gate = new CountDownLatch(1));
	}

	/**
	 * Pass on what was held back, and all to come.
	 */
	public void pass() {
		this.passages.forEach((passage) -> passage.gate.countDown());
	}

	/**
	 * Return how many connections were made.
	 * @return the count
	 */
	public int connections() {
		return this.passages.size();
	}

	/**
	 * Return how many connections are open at both ends.
	 * @return the count
	 */
	public int open() {
		return (int) this.passages.stream().filter((passage) -> !passage.over).count();
	}

	/**
	 * Return how often a client was heard on a connection.
	 * @param connection the first one is 0
	 * @return the count of reads
	 */
	public long heard(int connection) {
		return this.passages.get(connection).heard.get();
	}

	public String url() {
		return url("http");
	}

	public String url(String scheme) {
		return scheme + "://localhost:" + this.server.getLocalPort();
	}

	@Override
	public void close() throws IOException {
		this.acceptor.close();
		pass();
		for (Passage passage : this.passages) {
			passage.close();
		}
	}

	private static final class Passage {

		private final Socket client;

		private final Socket server;

		private final AtomicLong heard = new AtomicLong();

		private volatile CountDownLatch gate = new CountDownLatch(0);

		private volatile boolean swallows;

		private volatile boolean over;

		Passage(Socket client, Socket server) {
			this.client = client;
			this.server = server;
		}

		void begin() {
			start(() -> pump(this.client, new Held(this.server), this.heard));
			start(() -> pump(this.server, new Held(this.client), new AtomicLong()));
		}

		private void pump(Socket from, Held to, AtomicLong heard) {
			try (from; to) {
				InputStream in = from.getInputStream();
				byte[] piece = new byte[16384];
				for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
					heard.incrementAndGet();
					to.write(piece.clone(), read);
				}
			}
			catch (IOException ex) {
				// one of them has gone
			}
			finally {
				this.over = true;
			}
		}

		void close() throws IOException {
			this.client.close();
			this.server.close();
		}

		/**
		 * Writes in a thread of its own, so that what is held back is heard.
		 */
		private final class Held implements AutoCloseable {

			private final Socket to;

			private final ExecutorService writer = Executors.newSingleThreadExecutor((task) -> {
				Thread thread = new Thread(task, "middlebox-writer");
				thread.setDaemon(true);
				return thread;
			});

			Held(Socket to) {
				this.to = to;
			}

			void write(byte[] piece, int length) {
				if (!Passage.this.swallows) {
					this.writer.execute(() -> writeNow(piece, length));
				}
			}

			private void writeNow(byte[] piece, int length) {
				try {
					Passage.this.gate.await();
					OutputStream out = this.to.getOutputStream();
					out.write(piece, 0, length);
				}
				catch (IOException | InterruptedException ex) {
					this.writer.shutdownNow();
				}
			}

			@Override
			public void close() throws IOException {
				this.writer.shutdownNow();
				this.to.close();
			}

		}

	}

}
