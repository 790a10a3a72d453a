package dev.lifeguard.concurrency;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the stress tests of this module in a process of their own, one JVM mode and half a
 * second for each.
 */
class LeaseGateStressTests {

	private static final Path WORK = Path.of("target", "jcstress").toAbsolutePath();

	private static final Path OUTPUT = WORK.resolve("output.txt");

	private static final List<String> BUDGET = List.of("-m", "quick", "-jvmArgs", "-Xmx256m", "-sc", "false", "-f", "1",
			"-fsm", "1", "-iters", "1", "-time", "500");

	@Test
	void everyOutcomeOfEveryRaceIsAcceptable() throws Exception {
		Process process = start();
		try {
			assertThat(process.waitFor(10, TimeUnit.MINUTES)).as("finished in time").isTrue();
			String output = Files.readString(OUTPUT);
			assertThat(process.exitValue()).as(output).isZero();
			assertThat(output).contains("All remaining tests: %d matching test results.".formatted(races()))
				.containsPattern("Results: (\\d+) planned; \\1 passed, 0 failed, 0 soft errs, 0 hard errs");
		}
		finally {
			process.destroy();
		}
	}

	private static Process start() throws IOException {
		Files.createDirectories(WORK);
		ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-cp", System.getProperty("java.class.path"), "org.openjdk.jcstress.Main", "-r",
				WORK.resolve("report").toString());
		builder.command().addAll(BUDGET);
		return builder.directory(WORK.toFile()).redirectErrorStream(true).redirectOutput(OUTPUT.toFile()).start();
	}

	/**
	 * Return how many races the compiler has found.
	 */
	private static long races() throws IOException {
		try (InputStream list = LeaseGateStressTests.class.getResourceAsStream("/META-INF/TestList")) {
			assertThat(list).isNotNull();
			return new String(list.readAllBytes(), StandardCharsets.UTF_8).lines().count();
		}
	}

}
