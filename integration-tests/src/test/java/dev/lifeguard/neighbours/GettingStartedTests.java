package dev.lifeguard.neighbours;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.util.FileSystemUtils;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

/**
 * Somebody does what the first steps say.
 */
class GettingStartedTests {

	private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

	private static final Path JAVA = Path.of(System.getProperty("java.home"));

	private final Instance backend = Instance.named("the answer");

	private Path folder = Path.of("target");

	private Path output = this.folder;

	@BeforeEach
	void makeFolder() throws IOException {
		this.folder = Files.createTempDirectory("getting-started");
		this.output = this.folder.resolve("output");
	}

	@AfterEach
	void cleanUp() throws IOException {
		this.backend.close();
		FileSystemUtils.deleteRecursively(this.folder);
	}

	@Test
	void pageCanBeFollowedLiterally() throws Exception {
		assumeThat(System.getProperty("maven.home")).as("run by Maven").isNotNull();
		Page page = new Page(Path.of("../docs/getting-started.md"));
		Path project = Files.createDirectory(this.folder.resolve("demo"));
		page.writeFiles(project);
		build(project, page.commands("mvn").get(0));
		Process application = run(project, page.commands("java").get(0));
		try {
			String url = "http://127.0.0.1:"
					+ await().atMost(Duration.ofSeconds(30)).until(this::port, (port) -> port != 0);
			List<String> answers = page.commands("curl").stream().map((uri) -> answer(uri, url)).toList();
			assertThat(answers).hasSize(4);
			assertThat(answers.get(0)).isEqualTo("the answer");
			assertThat(answers.get(1)).contains(page.printed().get(1));
			assertThat(answers.get(2)).contains("\"status\":\"UP\"");
			assertThat(answers.get(3)).contains("\"name\":\"lifeguard.connections\"");
			assertThat(Files.readString(this.output)).contains(printedAtStart(page));
		}
		finally {
			application.destroy();
			application.waitFor(10, TimeUnit.SECONDS);
		}
	}

	private void build(Path project, String arguments) throws Exception {
		Path repository = OwnRepository.make(this.folder.resolve("repository"),
				Path.of(System.getProperty("maven.repository")), System.getProperty("lifeguard.version"));
		List<String> command = command(Path.of(System.getProperty("maven.home"), "bin", "mvn"), arguments);
		command.addAll(List.of("-B", "-Dmaven.repo.local=" + repository,
				"-Dnetty.version=" + System.getProperty("netty.version")));
		Process maven = start(project, command);
		assertThat(maven.waitFor(5, TimeUnit.MINUTES)).isTrue();
		assertThat(maven.exitValue()).as(Files.readString(this.output)).isZero();
	}

	private Process run(Path project, String arguments) throws IOException {
		List<String> command = command(JAVA.resolve("bin/java"), arguments);
		command.addAll(List.of("--server.port=0", "--lifeguard.clients.orders.base-url=" + this.backend.url()));
		return start(project, command);
	}

	private static List<String> command(Path program, String arguments) {
		List<String> command = new ArrayList<>(List.of(program.toString()));
		command.addAll(Arrays.asList(arguments.split(" ")));
		return command;
	}

	private Process start(Path project, List<String> command) throws IOException {
		ProcessBuilder process = new ProcessBuilder(command).directory(project.toFile())
			.redirectErrorStream(true)
			.redirectOutput(this.output.toFile());
		process.environment().putAll(Map.of("JAVA_HOME", JAVA.toString(), "MAVEN_OPTS", "-XX:TieredStopAtLevel=1"));
		return process.start();
	}

	private int port() throws IOException {
		Matcher port = PORT.matcher(Files.readString(this.output));
		return port.find() ? Integer.parseInt(port.group(1)) : 0;
	}

	private static String answer(String uri, String url) {
		return String
			.valueOf(RestClient.create().get().uri(uri.replace("localhost:8080", url)).retrieve().body(String.class));
	}

	/**
	 * What the page shows, with the backend of this test, as far as it is not abridged.
	 */
	private String printedAtStart(Page page) {
		return page.printed().get(0).replace("https://example.org", this.backend.url()).replace("...", "");
	}

}
