package dev.lifeguard.sample;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The numbers as a page that is open gets them.
 */
class PageStream implements AutoCloseable {

	private final List<String> names = new CopyOnWriteArrayList<>();

	private final List<JsonNode> events = new CopyOnWriteArrayList<>();

	private final HttpResponse<Stream<String>> response;

	private final CompletableFuture<Void> end;

	PageStream(int port) throws Exception {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/demo/stream")).build();
		this.response = HttpClient.newHttpClient().send(request, BodyHandlers.ofLines());
		this.end = CompletableFuture.runAsync(() -> this.response.body().forEach(this::line),
				(task) -> new Thread(task, "page-stream").start());
	}

	private void line(String line) {
		if (line.startsWith("event:")) {
			this.names.add(line.substring("event:".length()));
		}
		else if (line.startsWith("data:")) {
			this.events.add(JsonMapper.shared().readTree(line.substring("data:".length())));
		}
	}

	HttpResponse<?> response() {
		return this.response;
	}

	List<String> names() {
		return this.names;
	}

	List<JsonNode> events() {
		return this.events;
	}

	CompletableFuture<Void> end() {
		return this.end;
	}

	/**
	 * Wait for numbers that come from now on and show something.
	 */
	JsonNode await(String what, Predicate<JsonNode> shows) {
		int seen = this.events.size();
		return Awaitility.await(what)
			.atMost(Duration.ofMinutes(1))
			.until(() -> this.events.stream().skip(Math.max(1, seen)).filter(shows).findFirst().orElse(null),
					(point) -> point != null);
	}

	@Override
	public void close() {
		this.response.body().close();
	}

}
