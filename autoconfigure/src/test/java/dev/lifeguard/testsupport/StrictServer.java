package dev.lifeguard.testsupport;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

import org.jspecify.annotations.Nullable;

/**
 * A raw-socket server on loopback that reads requests exactly as RFC 9112 says, and
 * records every byte: what is a request, what is cut, and what is neither.
 */
public final class StrictServer implements AutoCloseable {

	/** An answer without a body. */
	public static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

	private static final Pattern HEAD = Pattern
		.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+ /[\\x21-\\x7e]* HTTP/1\\.1\r\n([!#$%&'*+.^_`|~0-9A-Za-z-]+: "
				+ "[\\t\\x20-\\x7e\\x80-\\xff]*\r\n)+\r\n");

	private static final int LONGEST_HEAD = 16 * 1024;

	private final ServerSocket server;

	private final Acceptor acceptor;

	private final Function<Request, String> answers;

	private final Function<String, String> refusals;

	private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

	private final AtomicInteger connections = new AtomicInteger();

	private final List<Request> requests = new CopyOnWriteArrayList<>();

	private final List<String> cut = new CopyOnWriteArrayList<>();

	private final List<String> malformed = new CopyOnWriteArrayList<>();

	private StrictServer(ServerSocketFactory sockets, Function<Request, String> answers,
			Function<String, String> refusals) throws IOException {
		this.answers = answers;
		this.refusals = refusals;
		this.server = sockets.createServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
		this.acceptor = Acceptor.start(this.server, this::accepted);
	}

	/**
	 * Start a server.
	 * @param answers what it says to each complete request
	 * @return the server
	 */
	public static StrictServer start(Function<Request, String> answers) {
		return start(answers, (head) -> "");
	}

	/**
	 * Start a server that does not wait for every body.
	 * @param answers what it says to each complete request; it hangs up if that is empty
	 * @param refusals what it says to each head before it hangs up, if that is not empty
	 * @return the server
	 */
	public static StrictServer start(Function<Request, String> answers, Function<String, String> refusals) {
		return start(ServerSocketFactory.getDefault(), answers, refusals);
	}

	/**
	 * Start a server that speaks TLS.
	 * @param tls its certificate and key
	 * @param answers what it says to each complete request
	 * @return the server
	 */
	public static StrictServer start(SSLContext tls, Function<Request, String> answers) {
		return start(tls.getServerSocketFactory(), answers, (head) -> "");
	}

	private static StrictServer start(ServerSocketFactory sockets, Function<Request, String> answers,
			Function<String, String> refusals) {
		try {
			return new StrictServer(sockets, answers, refusals);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void start(Runnable task) {
		Thread thread = new Thread(task, "strict-server");
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
			InputStream in = new BufferedInputStream(socket.getInputStream());
			Request request = read(in, socket);
			while (request != null) {
				this.requests.add(request);
				if (!say(this.answers.apply(request), socket)) {
					return;
				}
				request = read(in, socket);
			}
		}
		catch (IOException ex) {
			// the client has gone
		}
		finally {
			this.sockets.remove(socket);
		}
	}

	private static boolean say(String answer, Socket socket) throws IOException {
		socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
		return !answer.isEmpty();
	}

	/**
	 * Read one request, or return {@code null} at the end of what can be understood.
	 */
	private @Nullable Request read(InputStream in, Socket socket) {
		ByteArrayOutputStream seen = new ByteArrayOutputStream();
		try {
			String head = readUntil(in, seen, "\r\n\r\n");
			if (head == null || !HEAD.matcher(head).matches()) {
				if (seen.size() > 0) {
					this.malformed.add(text(seen));
				}
				return null;
			}
			byte[] body = isRefused(head, socket, in, seen) ? null : readBody(in, seen, head);
			if (body != null) {
				return new Request(head, body);
			}
		}
		catch (IOException ex) {
			// what was seen is recorded
		}
		if (seen.size() > 0) {
			this.cut.add(text(seen));
		}
		return null;
	}

	private boolean isRefused(String head, Socket socket, InputStream in, ByteArrayOutputStream seen)
			throws IOException {
		boolean refused = say(this.refusals.apply(head), socket);
		if (refused) {
			socket.shutdownOutput();
			seen.write(in.readAllBytes());
		}
		return refused;
	}

	private byte @Nullable [] readBody(InputStream in, ByteArrayOutputStream seen, String head) throws IOException {
		List<String> lengths = Request.values(head, "Content-Length");
		List<String> codings = Request.values(head, "Transfer-Encoding");
		if (lengths.size() + codings.size() > 1 || codings.stream().anyMatch((coding) -> !coding.equals("chunked"))) {
			this.malformed.add(head);
			return null;
		}
		if (!codings.isEmpty()) {
			return readChunks(in, seen);
		}
		return lengths.isEmpty() ? new byte[0] : readFully(in, seen, Integer.parseInt(lengths.get(0)));
	}

	private static byte @Nullable [] readChunks(InputStream in, ByteArrayOutputStream seen) throws IOException {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		while (true) {
			String size = readUntil(in, seen, "\r\n");
			byte[] chunk = (size != null) ? readFully(in, seen, Integer.parseInt(size.trim(), 16) + 2) : null;
			if (chunk == null) {
				return null;
			}
			if (chunk.length == 2) {
				return body.toByteArray();
			}
			body.write(chunk, 0, chunk.length - 2);
		}
	}

	private static byte @Nullable [] readFully(InputStream in, ByteArrayOutputStream seen, int size)
			throws IOException {
		byte[] bytes = in.readNBytes(size);
		seen.write(bytes);
		return (bytes.length == size) ? bytes : null;
	}

	private static @Nullable String readUntil(InputStream in, ByteArrayOutputStream seen, String end)
			throws IOException {
		StringBuilder line = new StringBuilder();
		while (line.indexOf(end, Math.max(0, line.length() - end.length())) == -1) {
			int next = in.read();
			if (next == -1 || line.length() > LONGEST_HEAD) {
				return null;
			}
			seen.write(next);
			line.append((char) next);
		}
		return line.toString();
	}

	private static String text(ByteArrayOutputStream bytes) {
		return bytes.toString(StandardCharsets.ISO_8859_1);
	}

	/**
	 * Send something that nobody has asked for.
	 * @param bytes what is sent on each open connection
	 */
	public void stray(String bytes) {
		for (Socket socket : this.sockets) {
			try {
				say(bytes, socket);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
	}

	/**
	 * Close the connections that are open.
	 */
	public void hangUp() {
		for (Socket socket : this.sockets) {
			try {
				socket.close();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
	}

	public String url() {
		boolean tls = this.server instanceof SSLServerSocket;
		return (tls ? "https://localhost:" : "http://127.0.0.1:") + this.server.getLocalPort();
	}

	/**
	 * Return what was received in full.
	 * @return the requests, in the order of their ends
	 */
	public List<Request> requests() {
		return List.copyOf(this.requests);
	}

	/**
	 * Return what came of requests that ended too early.
	 * @return the bytes of each
	 */
	public List<String> cut() {
		return List.copyOf(this.cut);
	}

	/**
	 * Return what was no request.
	 * @return the bytes
	 */
	public List<String> malformed() {
		return List.copyOf(this.malformed);
	}

	public int connections() {
		return this.connections.get();
	}

	public int connectionsOpen() {
		return this.sockets.size();
	}

	@Override
	public void close() throws IOException {
		this.acceptor.close();
		hangUp();
	}

	/**
	 * One complete request.
	 *
	 * @param head its request line and headers, with the empty line
	 * @param body its body, without chunks
	 */
	public record Request(String head, byte[] body) {

		/**
		 * Return the request line without the version.
		 * @return method and target
		 */
		public String line() {
			return this.head.substring(0, this.head.indexOf(" HTTP/1.1"));
		}

		/**
		 * Return a header.
		 * @param name its name
		 * @return its values
		 */
		public List<String> values(String name) {
			return values(this.head, name);
		}

		static List<String> values(String head, String name) {
			Matcher lines = Pattern.compile("(?imd)^" + Pattern.quote(name) + ":[ \\t]*(.*?)[ \\t]*\r$").matcher(head);
			return lines.results().map((line) -> line.group(1).toLowerCase(Locale.ROOT)).toList();
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof Request request && this.head.equals(request.head)
					&& Arrays.equals(this.body, request.body);
		}

		@Override
		public int hashCode() {
			return this.head.hashCode();
		}

	}

}
