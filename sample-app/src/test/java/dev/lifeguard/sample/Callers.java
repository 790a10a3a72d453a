package dev.lifeguard.sample;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * Callers of the application: one, or many at once.
 */
class Callers {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final HttpClient http = HttpClient.newBuilder().version(Version.HTTP_1_1).build();

	private final String url;

	Callers(int port) {
		this.url = "http://127.0.0.1:" + port;
	}

	Answer get(String path) {
		return start(path).join();
	}

	Answer post(String path) {
		return send(request(path).POST(BodyPublishers.noBody()).build()).join();
	}

	Answer postJson(String path, String body) {
		return send(
				request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)).build())
			.join();
	}

	CompletableFuture<Answer> start(String path) {
		return send(request(path).build());
	}

	List<Answer> get(String path, int callers) {
		List<CompletableFuture<Answer>> answers = Stream.generate(() -> start(path)).limit(callers).toList();
		return answers.stream().map(CompletableFuture::join).toList();
	}

	private HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create(this.url + path)).timeout(PATIENCE);
	}

	private CompletableFuture<Answer> send(HttpRequest request) {
		long start = System.nanoTime();
		return this.http.sendAsync(request, BodyHandlers.ofString())
			.thenApply((response) -> Answer.of(response, Duration.ofNanos(System.nanoTime() - start)));
	}

}
