package dev.lifeguard.testsupport;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A raw-socket server on loopback that does with each request what its script says,
 * however wrong.
 */
public final class ScriptedServer implements AutoCloseable {

	private static final Pattern CONTENT_LENGTH = Pattern.compile("content-length: (\\d+)", Pattern.CASE_INSENSITIVE);

	private final ServerSocket server;

	private final Acceptor acceptor;

	private final Script script;

	private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

	private final AtomicInteger connections = new AtomicInteger();

	private final AtomicInteger requests = new AtomicInteger();

	private final CountDownLatch released = new CountDownLatch(1);

	private volatile String firstWords = "";

	private ScriptedServer(Script script) throws IOException {
		this.script = script;
		this.server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
		this.acceptor = Acceptor.start(this.server, this::accepted);
	}

	/**
	 * Start a server.
	 * @param script what it does after it has read the head of a request
	 * @return the server
	 */
	public static ScriptedServer start(Script script) {
		try {
			return new ScriptedServer(script);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Start a server that talks first, and hears nothing.
	 * @param words what it says to each client
	 * @return the server
	 */
	public static ScriptedServer talking(String words) {
		ScriptedServer server = start(Exchange::hold);
		server.firstWords = words;
		return server;
	}

	/**
	 * Start a server that sends every call on to another one.
	 * @param url where to
	 * @return the server
	 */
	public static ScriptedServer redirectingTo(String url) {
		return start((exchange) -> exchange
			.send("HTTP/1.1 302 Found\r\nLocation: " + url + "/\r\nContent-Length: 0\r\n\r\n"));
	}

	private static void start(Runnable task) {
		Thread thread = new Thread(task, "scripted-server");
		thread.setDaemon(true);
		thread.start();
	}

	private void accepted(Socket socket) {
		this.connections.incrementAndGet();
		this.sockets.add(socket);
		start(() -> serve(socket));
	}

	private void serve(Socket socket) {
		try (socket) {
			socket.getOutputStream().write(this.firstWords.getBytes(StandardCharsets.ISO_8859_1));
			int number = 0;
			String head = readHead(socket.getInputStream());
			while (head != null) {
				this.requests.incrementAndGet();
				this.script.serve(new Exchange(socket, ++number, head));
				head = readHead(socket.getInputStream());
			}
		}
		catch (IOException | InterruptedException ex) {
			// the client has gone
		}
		finally {
			this.sockets.remove(socket);
		}
	}

	private static @Nullable String readHead(InputStream in) throws IOException {
		StringBuilder head = new StringBuilder();
		int next = in.read();
		while (next != -1) {
			head.append((char) next);
			if (head.toString().endsWith("\r\n\r\n")) {
				return head.toString();
			}
			next = in.read();
		}
		return null;
	}

	/**
	 * Let go of the scripts that wait.
	 */
	public void release() {
		this.released.countDown();
	}

	public String url() {
		return "http://127.0.0.1:" + this.server.getLocalPort();
	}

	public int connections() {
		return this.connections.get();
	}

	public int connectionsOpen() {
		return this.sockets.size();
	}

	public int requests() {
		return this.requests.get();
	}

	@Override
	public void close() throws IOException {
		this.acceptor.close();
		release();
		for (Socket socket : this.sockets) {
			socket.close();
		}
	}

	/**
	 * What the server does with one request.
	 */
	@FunctionalInterface
	public interface Script {

		/**
		 * Serve one request whose head was read.
		 * @param exchange the way to the client
		 * @throws IOException if the client has gone
		 * @throws InterruptedException if the server is closed
		 */
		void serve(Exchange exchange) throws IOException, InterruptedException;

	}

	/**
	 * The way to one client.
	 */
	public final class Exchange {

		private final Socket socket;

		private final int number;

		private final String head;

		private Exchange(Socket socket, int number, String head) {
			this.socket = socket;
			this.number = number;
			this.head = head;
		}

		/**
		 * Return which exchange of its connection this is.
		 * @return 1 for the first
		 */
		public int number() {
			return this.number;
		}

		/**
		 * Return what the exchanges of one connection have in common.
		 * @return the connection
		 */
		public Object connection() {
			return this.socket;
		}

		/**
		 * Return how long the request says that its body is.
		 * @return bytes, 0 if it says nothing
		 */
		public int contentLength() {
			Matcher length = CONTENT_LENGTH.matcher(this.head);
			return length.find() ? Integer.parseInt(length.group(1)) : 0;
		}

		/**
		 * Return the request's head, perhaps after the body of the one before.
		 * @return the head
		 */
		public String head() {
			return this.head;
		}

		/**
		 * Send text as it is.
		 * @param text the text
		 * @return this exchange
		 * @throws IOException if the client has gone
		 */
		public Exchange send(String text) throws IOException {
			this.socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
			this.socket.getOutputStream().flush();
			return this;
		}

		/**
		 * Send the same text again and again until the client goes away.
		 * @param text the text
		 * @throws IOException when the client has gone
		 */
		public void sendEndlessly(String text) throws IOException {
			while (true) {
				send(text);
			}
		}

		/**
		 * Send a body that never ends, a byte every 20 ms.
		 * @throws IOException when the client has gone
		 * @throws InterruptedException if the server is closed
		 */
		public void drip() throws IOException, InterruptedException {
			send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
			while (!isReleasedWithin(20)) {
				send("1\r\nx\r\n");
			}
		}

		/**
		 * Wait a little for the test to call {@link ScriptedServer#release()}.
		 * @param millis how long
		 * @return whether it did
		 * @throws InterruptedException if the server is closed
		 */
		public boolean isReleasedWithin(int millis) throws InterruptedException {
			return ScriptedServer.this.released.await(millis, TimeUnit.MILLISECONDS);
		}

		/**
		 * Read some of the request's body.
		 * @param size how many bytes
		 * @return how many were read; fewer at the end
		 * @throws IOException if the client has gone
		 */
		public int read(int size) throws IOException {
			return this.socket.getInputStream().readNBytes(size).length;
		}

		/**
		 * Wait until the test calls {@link ScriptedServer#release()}.
		 * @return this exchange
		 * @throws InterruptedException if the server is closed
		 */
		public Exchange hold() throws InterruptedException {
			ScriptedServer.this.released.await();
			return this;
		}

		/**
		 * Reset the connection: what the client sees is an error, not an end.
		 * @throws IOException if that fails
		 */
		public void reset() throws IOException {
			this.socket.setSoLinger(true, 0);
			this.socket.close();
		}

		/**
		 * Close the connection.
		 * @throws IOException if that fails
		 */
		public void close() throws IOException {
			this.socket.close();
		}

	}

}
