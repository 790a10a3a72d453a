package dev.lifeguard.test;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the kit with JUnit 5, in a virtual machine of its own. Spring Framework 7's
 * extension for JUnit needs JUnit 6, so they are those that do without it.
 */
class JUnit5Tests {

	private static final Path JUNIT_5 = Path.of("target/junit-5");

	@Test
	void kitWorksWithJUnit5(@TempDir Path folder) throws Exception {
		Path output = folder.resolve("output");
		Process java = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:TieredStopAtLevel=1", "-cp", classPath(), JUnit5Run.class.getName())
			.redirectErrorStream(true)
			.redirectOutput(output.toFile())
			.start();
		assertThat(java.waitFor(60, TimeUnit.SECONDS)).isTrue();
		assertThat(java.exitValue()).as(() -> read(output)).isZero();
		assertThat(read(output)).contains("JUnit 5", "clientIsSentToTheBackend");
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			return ex.toString();
		}
	}

	private static String classPath() throws IOException {
		Stream<String> others = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((entry) -> !entry.matches(".*junit-(jupiter|platform).*"));
		try (Stream<Path> older = Files.list(JUNIT_5)) {
			return Stream.concat(older.map(Path::toString), others).collect(Collectors.joining(File.pathSeparator));
		}
	}

}
