package dev.lifeguard.neighbours;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import dev.lifeguard.neighbours.added.Application;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One start of an application in a JVM of its own.
 */
final class Start {

	private static final int LONGEST = 90;

	private static final Pattern NUMBERS = Pattern.compile("\\b[0-9a-f-]*\\d[0-9a-f-]*\\b");

	private static final List<String> COMMON = List.of("--server.port=0", "--server.address=127.0.0.1",
			"--spring.main.banner-mode=off", "--spring.http.clients.read-timeout=1s", "--backend.url={backend}",
			"--logging.pattern.console=LOG %level %logger: %msg%n");

	private final Path report;

	private final Path output;

	private final Process process;

	private boolean ended;

	private Start(Path report, Path output, Process process) {
		this.report = report;
		this.output = output;
		this.process = process;
	}

	/**
	 * Start an application.
	 * @param kind its kind
	 * @param classPath its class path
	 * @param folder where it may write
	 * @return the start
	 */
	static Start of(Kind kind, String classPath, Path folder) throws IOException {
		Files.createDirectories(folder);
		Path report = folder.resolve("report");
		Path output = folder.resolve("output");
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-Xshare:auto", "-Dmust-be-stopped=" + !kind.endsByItself(), "-cp", classPath,
						Application.class.getName(), report.toString(), kind.configuration()));
		command.addAll(COMMON);
		kind.settings().forEach((setting) -> command.add("--" + setting));
		return new Start(report, output,
				new ProcessBuilder(command).directory(folder.toFile())
					.redirectErrorStream(true)
					.redirectOutput(output.toFile())
					.start());
	}

	/**
	 * Wait until the application has ended.
	 */
	void await() throws InterruptedException {
		this.ended = this.process.waitFor(LONGEST, TimeUnit.SECONDS);
		this.process.destroyForcibly();
	}

	/**
	 * Check that the application has ended by itself, and has left a report.
	 */
	void check() {
		assertThat(this.ended && this.process.exitValue() == 0 && Files.exists(this.report))
			.as(() -> "ended by itself: %s%n%s".formatted(this.ended, output()))
			.isTrue();
	}

	/**
	 * Return the facts of one section of the report.
	 * @param section the section
	 * @return the facts by what they are about, in the order of the report
	 */
	Map<String, String> facts(String section) {
		Map<String, String> facts = new LinkedHashMap<>();
		read(this.report).lines()
			.map((line) -> line.split("\t", 3))
			.filter((parts) -> parts[0].equals(section))
			.forEach((parts) -> facts.put(parts[1], parts[2]));
		return facts;
	}

	/**
	 * Return what was logged, without numbers.
	 * @param beginning the level and the logger, or as much as matters
	 * @return the lines
	 */
	List<String> logged(String beginning) {
		return output().lines()
			.filter((line) -> line.startsWith("LOG " + beginning))
			.map((line) -> NUMBERS.matcher(line.substring(4)).replaceAll("N"))
			.toList();
	}

	String output() {
		return read(this.output);
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
