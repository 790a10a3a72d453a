package dev.lifeguard.neighbours.added;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * A server that counts requests, and answers as its path says.
 */
final class Backend implements AutoCloseable {

	private static final String TEXT = "text/plain";

	private static final String JSON = "application/json";

	private static final String TOKEN = "{\"access_token\":\"%s\",\"token_type\":\"Bearer\",\"expires_in\":3600}";

	private static final Answer MISSING = new Answer(404, TEXT, "nothing here");

	private static final Answer BUSY = new Answer(503, TEXT, "busy");

	private static final Map<String, Answer> ANSWERS = Map.of("/ok", new Answer(200, TEXT, "ok"), "/busy", BUSY,
			"/busy-config/shop/default", BUSY, "/admin/instances", new Answer(201, JSON, "{\"id\":\"one\"}"),
			"/config/shop/default",
			new Answer(200, JSON, "{\"name\":\"shop\",\"profiles\":[\"default\"],\"propertySources\":"
					+ "[{\"name\":\"remote\",\"source\":{\"shop.colour\":\"blue\"}}]}"));

	private final Queue<String> requests = new ConcurrentLinkedQueue<>();

	private final CountDownLatch closed = new CountDownLatch(1);

	private final ExecutorService threads = Executors.newCachedThreadPool(Backend::daemon);

	private final HttpServer server;

	private Backend(HttpServer server) {
		this.server = server;
	}

	static Backend start() throws IOException {
		Backend backend = new Backend(
				HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] { 127, 0, 0, 1 }), 0), 0));
		backend.server.setExecutor(backend.threads);
		backend.server.createContext("/", backend::serve);
		backend.server.start();
		return backend;
	}

	private static Thread daemon(Runnable task) {
		Thread thread = new Thread(task, "backend");
		thread.setDaemon(true);
		return thread;
	}

	private void serve(HttpExchange exchange) throws IOException {
		String path = exchange.getRequestURI().getPath();
		exchange.getRequestBody().readAllBytes();
		if (!path.equals("/agent")) {
			this.requests.add(exchange.getRequestMethod() + " " + path);
		}
		switch (path) {
			case "/slow" -> hold(exchange);
			case "/agent" -> answer(exchange, new Answer(200, TEXT, agent(exchange)));
			case "/token" -> answer(exchange, new Answer(200, JSON, TOKEN.formatted(agent(exchange))));
			default -> answer(exchange, ANSWERS.getOrDefault(path, MISSING));
		}
	}

	/**
	 * Who waits gives up first.
	 */
	private void hold(HttpExchange exchange) {
		try {
			this.closed.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		exchange.close();
	}

	private static String agent(HttpExchange exchange) {
		String agent = exchange.getRequestHeaders().getFirst("User-Agent");
		return (agent != null) ? agent.replaceAll("/.*", "") : "nameless";
	}

	private static void answer(HttpExchange exchange, Answer answer) throws IOException {
		byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders().set("Content-Type", answer.type());
		try (exchange) {
			exchange.sendResponseHeaders(answer.status(), body.length);
			exchange.getResponseBody().write(body);
		}
	}

	String url() {
		return "http://127.0.0.1:" + this.server.getAddress().getPort();
	}

	Collection<String> requests() {
		return this.requests;
	}

	@Override
	public void close() {
		this.closed.countDown();
		this.server.stop(0);
		this.threads.shutdownNow();
	}

	/**
	 * What a page answers.
	 */
	private record Answer(int status, String type, String body) {

	}

}
