package dev.lifeguard.oldest;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.lifeguard.test.Backend;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.test.util.TestSocketUtils;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The application with the bean definitions that were generated when it was built, in a
 * JVM of its own.
 */
class AheadOfTimeTests {

	private final Backend backend = Backend.forClient("orders");

	private final int port = TestSocketUtils.findAvailableTcpPort();

	@AfterEach
	void stopBackend() {
		this.backend.close();
	}

	@Test
	@Timeout(60)
	void clientsServicesAndActuatorWork() throws Exception {
		this.backend.body("GET /orders").at("/stock").body("GET /stock");
		Process application = start("--server.port=" + this.port, "--lifeguard.defaults.base-url=" + this.backend.url(),
				"--lifeguard.clients.orders.pool.max-connections=7");
		try (BufferedReader output = application.inputReader()) {
			assertThat(output.lines().takeWhile((line) -> !line.contains("Started ShopApplication")))
				.anyMatch((line) -> line.contains("Starting AOT-processed ShopApplication"))
				.anyMatch((line) -> line.contains("client 'orders': its own: pool.max-connections=7"));
			callsReachTheBackend();
			actuatorShowsTheClients();
		}
		finally {
			application.destroy();
			assertThat(application.waitFor(20, TimeUnit.SECONDS)).isTrue();
		}
	}

	private void callsReachTheBackend() {
		assertThat(get("/rest")).isEqualTo("GET /orders");
		assertThat(get("/web")).isEqualTo("GET /orders");
		assertThat(get("/rest-service")).isEqualTo("GET /orders");
		assertThat(get("/web-service")).isEqualTo("GET /stock");
	}

	private void actuatorShowsTheClients() {
		assertThat(get("/actuator/httppools/orders")).contains("\"max\":7");
		assertThat(get("/actuator/health/httpPools")).contains("\"orders\"", "\"stock\"");
		assertThat(get("/actuator/metrics/lifeguard.connections.max"))
			.contains("\"name\":\"lifeguard.connections.max\"");
	}

	private String get(String path) {
		return String
			.valueOf(RestClient.create("http://127.0.0.1:" + this.port).get().uri(path).retrieve().body(String.class));
	}

	private static Process start(String... arguments) throws IOException {
		String classpath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((entry) -> !entry.endsWith("test-classes"))
			.collect(Collectors.joining(File.pathSeparator));
		Stream<String> java = Stream.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:TieredStopAtLevel=1", "-Dspring.aot.enabled=true", "-cp", classpath,
				ShopApplication.class.getName());
		return new ProcessBuilder(Stream.concat(java, Stream.of(arguments)).toList()).redirectErrorStream(true).start();
	}

}
