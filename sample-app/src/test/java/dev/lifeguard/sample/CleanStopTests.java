package dev.lifeguard.sample;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.lifeguard.sample.fleet.NeedsRedisServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.util.TestSocketUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that nothing is left of the application when it stops under load and in trouble,
 * with a page open.
 */
class CleanStopTests {

	@Test
	void pageEndsAndPortsAndThreadsAreGivenBack() throws Exception {
		int port = TestSocketUtils.findAvailableTcpPort();
		int plainPort = TestSocketUtils.findAvailableTcpPort();
		long threads = threads();
		ConfigurableApplicationContext application = SpringApplication.run(SampleApplication.class, "--server.port=0",
				"--sample.backend.port=" + port, "--sample.plain-backend.port=" + plainPort);
		int own = ((WebServerApplicationContext) application).getWebServer().getPort();
		PageStream page = new PageStream(own);
		page.await("numbers", (point) -> true);
		new Callers(own).post("/demo/troubles/blackhole?on=true");
		assertThat(threads()).isGreaterThan(threads);

		application.close();

		assertThat(page.end().handle((end, cut) -> true).get(10, TimeUnit.SECONDS)).isTrue();
		Awaitility.await().until(() -> threads() <= threads);
		for (int free : new int[] { own, port, plainPort }) {
			try (ServerSocket socket = new ServerSocket()) {
				socket.bind(new InetSocketAddress("127.0.0.1", free));
				assertThat(socket.isBound()).isTrue();
			}
		}
	}

	@Test
	@NeedsRedisServer
	void redisEndsWithTheFleetAndLeavesNoFiles() throws IOException {
		ConfigurableApplicationContext application = SpringApplication.run(SampleApplication.class, "--server.port=0",
				"--sample.backend.port=" + TestSocketUtils.findAvailableTcpPort(),
				"--sample.plain-backend.port=" + TestSocketUtils.findAvailableTcpPort(), "--fleet");
		List<ProcessHandle> servers = ProcessHandle.current()
			.children()
			.filter((child) -> child.info().command().orElse("").contains("redis"))
			.toList();
		assertThat(servers).hasSize(1).allMatch(ProcessHandle::isAlive);
		assertThat(redisFolders()).isNotEmpty();

		application.close();

		assertThat(servers).noneMatch(ProcessHandle::isAlive);
		assertThat(redisFolders()).isEmpty();
	}

	private static List<Path> redisFolders() throws IOException {
		try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
			return files.filter((file) -> file.getFileName().toString().startsWith("lifeguard-redis")).toList();
		}
	}

	private static long threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.map(Thread::getName)
			.filter((name) -> name.equals("load") || name.equals("numbers") || name.startsWith("backend"))
			.count();
	}

}
