package dev.lifeguard.benchmarks.cold;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * The JDK's server, in the process that starts the others.
 */
final class ColdServer implements AutoCloseable {

	/** Where a small JSON is answered. */
	static final String ANSWERED = "/answered";

	/** Where nothing is answered. */
	static final String HELD = "/held";

	private static final byte[] BODY = "{\"symbol\":\"LFG\",\"price\":42.17}".getBytes(StandardCharsets.UTF_8);

	private final HttpServer server;

	private final ExecutorService threads = Executors.newCachedThreadPool();

	ColdServer() throws IOException {
		// or it waits for the client to acknowledge the head before it sends the body
		System.setProperty("sun.net.httpserver.nodelay", "true");
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.createContext(ANSWERED, ColdServer::answer);
		this.server.createContext(HELD, (exchange) -> {
		});
		this.server.setExecutor(this.threads);
		this.server.start();
	}

	private static void answer(HttpExchange exchange) throws IOException {
		try (exchange) {
			exchange.getResponseHeaders().set("Content-Type", "application/json");
			exchange.sendResponseHeaders(200, BODY.length);
			exchange.getResponseBody().write(BODY);
		}
	}

	/**
	 * Return the server's URL.
	 */
	String url() {
		return "http://127.0.0.1:" + this.server.getAddress().getPort();
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.threads.shutdownNow();
	}

}
