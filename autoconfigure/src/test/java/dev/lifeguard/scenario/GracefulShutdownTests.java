package dev.lifeguard.scenario;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import dev.lifeguard.testsupport.Backend;
import dev.lifeguard.testsupport.StoppableApplication;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A JVM of its own that is told to stop while calls are in flight and others wait.
 */
class GracefulShutdownTests {

	private final HttpClient http = HttpClient.newHttpClient();

	private @Nullable Process application;

	@AfterEach
	void stopForGood() {
		if (this.application != null) {
			this.application.destroyForcibly();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "rest", "web" })
	void callsInFlightAndWaitingComeToTheirEnd(String face) throws Exception {
		Path log = Files.createTempFile("stoppable", ".log");
		try (Backend backend = Backend.start()) {
			backend.shut();
			this.application = start(backend, log);
			String url = "http://127.0.0.1:" + port(log);
			List<CompletableFuture<HttpResponse<String>>> calls = IntStream.range(0, 8)
				.mapToObj((index) -> get(url + "/" + face))
				.toList();
			await().atMost(Duration.ofSeconds(10)).until(() -> backend.inFlight() == 5 && waiting(url) == 3);
			this.application.destroy();
			await().atMost(Duration.ofSeconds(10)).until(() -> Files.readString(log).contains("graceful shutdown"));
			backend.open();
			for (CompletableFuture<HttpResponse<String>> call : calls) {
				assertThat(call.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
				assertThat(call.get().body()).contains("ok");
			}
			assertThat(this.application.waitFor(20, TimeUnit.SECONDS)).isTrue();
		}
	}

	private static Process start(Backend backend, Path log) throws IOException {
		return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
				"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
				StoppableApplication.class.getName(), backend.url())
			.redirectErrorStream(true)
			.redirectOutput(log.toFile())
			.start();
	}

	private static String port(Path log) {
		String[] port = new String[1];
		await().atMost(Duration.ofSeconds(60)).until(() -> {
			port[0] = Files.readAllLines(log)
				.stream()
				.filter((line) -> line.startsWith(StoppableApplication.PORT))
				.map((line) -> line.substring(StoppableApplication.PORT.length()))
				.findFirst()
				.orElse(null);
			return port[0] != null;
		});
		return port[0];
	}

	private CompletableFuture<HttpResponse<String>> get(String url) {
		return this.http.sendAsync(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
	}

	private int waiting(String url) throws Exception {
		return Integer.parseInt(get(url + "/waiting").get(5, TimeUnit.SECONDS).body());
	}

}
