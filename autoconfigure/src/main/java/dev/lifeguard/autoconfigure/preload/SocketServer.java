package dev.lifeguard.autoconfigure.preload;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

import javax.net.ServerSocketFactory;

import org.jspecify.annotations.Nullable;

/**
 * Server of HTTP/1.1 that loads next to nothing which the client does not need. It serves
 * one connection after the other. What comes without a body is answered compressed.
 */
final class SocketServer implements LoopbackServer {

	private static final String HEAD_END = "\r\n\r\n";

	private static final String CHUNKS_END = "\r\n0\r\n\r\n";

	private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)\r\n");

	private static final Pattern CHUNKED = Pattern.compile("(?i)\r\ntransfer-encoding: *chunked\r\n");

	private final ServerSocket server;

	private final String scheme;

	private volatile @Nullable Socket connected;

	private SocketServer(ServerSocket server, String scheme) {
		this.server = server;
		this.scheme = scheme;
	}

	static SocketServer start(@Nullable LoopbackCertificate certificate) throws IOException {
		ServerSocketFactory sockets = (certificate != null) ? certificate.serverSockets()
				: ServerSocketFactory.getDefault();
		SocketServer server = new SocketServer(sockets.createServerSocket(0, 0, InetAddress.getByName(HOST)),
				(certificate != null) ? "https" : "http");
		Thread thread = new Thread(null, server::serve, "lifeguard-preload-server", 0, false);
		thread.setDaemon(true);
		thread.start();
		return server;
	}

	@Override
	public String url() {
		return "%s://%s:%s".formatted(this.scheme, HOST, this.server.getLocalPort());
	}

	private void serve() {
		try {
			while (true) {
				serve(this.server.accept());
			}
		}
		catch (IOException ex) {
			// closed
		}
	}

	private void serve(Socket socket) {
		this.connected = socket;
		try (socket) {
			InputStream in = new BufferedInputStream(socket.getInputStream());
			String head = until(HEAD_END, in);
			while (head.endsWith(HEAD_END)) {
				answer(head, in, socket.getOutputStream());
				head = until(HEAD_END, in);
			}
		}
		catch (IOException ex) {
			// the client has closed it
		}
	}

	private static void answer(String head, InputStream in, OutputStream out) throws IOException {
		byte[] body = JSON.getBytes(StandardCharsets.US_ASCII);
		if (head.startsWith("GET " + HELD)) {
			write(out, "", body.length + 1, body);
		}
		else if (skipBody(head, in)) {
			write(out, "", body.length, body);
		}
		else {
			byte[] compressed = compress(body);
			write(out, "Content-Encoding: gzip\r\n", compressed.length, compressed);
		}
	}

	private static boolean skipBody(String head, InputStream in) throws IOException {
		Matcher length = LENGTH.matcher(head);
		if (length.find()) {
			in.skipNBytes(Long.parseLong(length.group(1)));
			return true;
		}
		return CHUNKED.matcher(head).find() && until(CHUNKS_END, in).endsWith(CHUNKS_END);
	}

	private static void write(OutputStream out, String header, int length, byte[] body) throws IOException {
		out.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n%sContent-Length: %s\r\n\r\n"
			.formatted(header, length)
			.getBytes(StandardCharsets.US_ASCII));
		out.write(body);
		out.flush();
	}

	private static byte[] compress(byte[] body) throws IOException {
		ByteArrayOutputStream compressed = new ByteArrayOutputStream();
		try (OutputStream gzip = new GZIPOutputStream(compressed)) {
			gzip.write(body);
		}
		return compressed.toByteArray();
	}

	/**
	 * Read until something was read, or to the end.
	 */
	private static String until(String end, InputStream in) throws IOException {
		StringBuilder read = new StringBuilder();
		int next = in.read();
		while (next >= 0) {
			read.append((char) next);
			if (next == '\n' && read.indexOf(end, read.length() - end.length()) >= 0) {
				return read.toString();
			}
			next = in.read();
		}
		return "";
	}

	@Override
	public void close() {
		close(this.server);
		Socket socket = this.connected;
		if (socket != null) {
			close(socket);
		}
	}

	private static void close(AutoCloseable socket) {
		try {
			socket.close();
		}
		catch (Exception ex) {
			// it is of no use any more
		}
	}

}
