package dev.lifeguard.fleet.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * HTTP backend on bare sockets that answers each request after a while, closes what is
 * idle, and knows how many sockets it has had at once. If it has a bound, it resets the
 * connections beyond it.
 * <p>
 * One thread does everything. It counts when it has seen all ends that came before a
 * connection, so that a client that closes one and then opens another is not counted
 * twice.
 */
final class CountingBackend implements AutoCloseable {

	private static final ByteBuffer ANSWER = StandardCharsets.US_ASCII
		.encode("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nok");

	private static final long POLL_MILLIS = 5;

	private final ServerSocketChannel server;

	private final Selector selector;

	private final Set<Connection> open = new HashSet<>();

	private final long serviceNanos;

	private final long keepAliveNanos;

	private final int bound;

	private final Thread thread;

	private volatile int most;

	private volatile int now;

	private volatile int refused;

	private volatile long answered;

	private volatile long lateNanos;

	private volatile boolean closed;

	private CountingBackend(Duration service, Duration keepAlive, int bound) throws IOException {
		this.serviceNanos = service.toNanos();
		this.keepAliveNanos = keepAlive.toNanos();
		this.bound = bound;
		this.selector = Selector.open();
		this.server = ServerSocketChannel.open().bind(new InetSocketAddress("127.0.0.1", 0), 1024);
		this.server.configureBlocking(false);
		this.server.register(this.selector, SelectionKey.OP_ACCEPT);
		this.thread = new Thread(this::serve, "backend");
		this.thread.setDaemon(true);
		this.thread.start();
	}

	/**
	 * Start a backend.
	 * @param service how long it takes to answer
	 * @param keepAlive how long it keeps what is idle
	 * @param bound how many connections it takes
	 * @return the backend
	 */
	static CountingBackend start(Duration service, Duration keepAlive, int bound) {
		try {
			return new CountingBackend(service, keepAlive, bound);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void serve() {
		try {
			long last = System.nanoTime();
			while (!this.closed) {
				this.selector.select(POLL_MILLIS);
				boolean accepts = read();
				if (accepts) {
					accept();
				}
				long now = System.nanoTime();
				this.lateNanos = Math.max(this.lateNanos, now - last);
				last = now;
				tick(now);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Take in everything that was sent, ends of connections among them.
	 */
	private boolean read() throws IOException {
		boolean accepts = false;
		for (SelectionKey key : this.selector.selectedKeys()) {
			if (key.isValid() && key.isAcceptable()) {
				accepts = true;
			}
			else if (key.attachment() instanceof Connection connection) {
				connection.read();
			}
		}
		this.selector.selectedKeys().clear();
		return accepts;
	}

	private void accept() throws IOException {
		List<Connection> accepted = new ArrayList<>();
		SocketChannel channel = this.server.accept();
		while (channel != null) {
			channel.configureBlocking(false);
			Connection connection = new Connection(channel);
			channel.register(this.selector, SelectionKey.OP_READ, connection);
			accepted.add(connection);
			this.open.add(connection);
			channel = this.server.accept();
		}
		this.selector.selectNow();
		read();
		for (Connection connection : accepted) {
			if (this.open.size() > this.bound && this.open.contains(connection)) {
				connection.reset();
			}
		}
		this.now = this.open.size();
		this.most = Math.max(this.most, this.now);
	}

	private void tick(long time) {
		for (Connection connection : List.copyOf(this.open)) {
			connection.tick(time);
		}
		this.now = this.open.size();
	}

	String url() {
		return "http://127.0.0.1:" + this.server.socket().getLocalPort();
	}

	int mostAtOnce() {
		return this.most;
	}

	int atOnce() {
		return this.now;
	}

	int refused() {
		return this.refused;
	}

	long answered() {
		return this.answered;
	}

	/**
	 * Return how long the backend did nothing at most: it closes what is idle as much
	 * later.
	 */
	Duration late() {
		return Duration.ofNanos(this.lateNanos);
	}

	@Override
	public void close() {
		this.closed = true;
		try {
			this.thread.join();
			this.server.close();
			this.selector.close();
			for (Connection connection : this.open) {
				connection.channel.close();
			}
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * One connection, with one request at a time.
	 */
	private final class Connection {

		private final SocketChannel channel;

		private final ByteBuffer buffer = ByteBuffer.allocate(8192);

		private long idleSince = System.nanoTime();

		private long answerAt;

		private boolean busy;

		Connection(SocketChannel channel) {
			this.channel = channel;
		}

		void read() {
			try {
				if (this.channel.read(this.buffer) < 0) {
					end();
					return;
				}
				if (!this.busy && head().endsWith("\r\n\r\n")) {
					this.buffer.clear();
					this.busy = true;
					this.answerAt = System.nanoTime() + CountingBackend.this.serviceNanos;
				}
			}
			catch (IOException ex) {
				end();
			}
		}

		private String head() {
			return new String(this.buffer.array(), 0, this.buffer.position(), StandardCharsets.US_ASCII);
		}

		void tick(long time) {
			if (this.busy && time - this.answerAt >= 0) {
				answer(time);
			}
			else if (!this.busy && time - this.idleSince >= CountingBackend.this.keepAliveNanos) {
				end();
			}
		}

		private void answer(long time) {
			try {
				this.channel.write(ANSWER.duplicate());
				this.busy = false;
				this.idleSince = time;
				CountingBackend.this.answered++;
			}
			catch (IOException ex) {
				end();
			}
		}

		void reset() throws IOException {
			this.channel.setOption(StandardSocketOptions.SO_LINGER, 0);
			CountingBackend.this.refused++;
			end();
		}

		private void end() {
			try {
				CountingBackend.this.open.remove(this);
				this.channel.close();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
