package dev.lifeguard.neighbours;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

/**
 * DevTools starts an application again, with new classes in a new class loader.
 */
class DevToolsTests {

	private static final Pattern START = Pattern.compile("start \\d by (.*)");

	@TempDir
	private Path folder = Path.of("target");

	private final Instance backend = Instance.named("ok");

	@AfterEach
	void stopBackend() {
		this.backend.close();
	}

	@Test
	void restartLeavesNothingBehind() throws Exception {
		assumeThat(System.getProperty("maven.repository")).as("run by Maven").isNotNull();
		Path output = this.folder.resolve("output");
		Process application = start(output);
		try {
			await().atMost(Duration.ofSeconds(60))
				.until(() -> !application.isAlive() || Files.readString(output).contains("done"));
			List<String> starts = START.matcher(Files.readString(output))
				.results()
				.map((start) -> start.group(1))
				.toList();
			assertThat(starts).as(Files.readString(output)).hasSize(3);
			assertThat(starts.get(0)).startsWith("RestartClassLoader: threads=[lifeguard");
			assertThat(starts).containsOnly(starts.get(0));
			assertThat(this.backend.requests()).isEqualTo(6);
			await().until(() -> this.backend.connectionsOpen() == 1);
		}
		finally {
			application.destroy();
			application.waitFor(10, TimeUnit.SECONDS);
		}
	}

	private Process start(Path output) throws IOException {
		String devTools = "org/springframework/boot/spring-boot-devtools/%1$s/spring-boot-devtools-%1$s.jar"
			.formatted(System.getProperty("spring-boot.version"));
		String classpath = System.getProperty("java.class.path") + File.pathSeparator
				+ Path.of(System.getProperty("maven.repository"), devTools);
		return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:TieredStopAtLevel=1", "-cp", classpath, RestartedApplication.class.getName(),
				"--lifeguard.clients.orders.base-url=" + this.backend.url(), "--server.port=0",
				"--server.address=127.0.0.1", "--spring.devtools.livereload.enabled=false")
			.redirectErrorStream(true)
			.redirectOutput(output.toFile())
			.start();
	}

}
