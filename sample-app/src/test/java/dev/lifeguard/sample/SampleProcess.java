package dev.lifeguard.sample;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Starts the application in a JVM of its own.
 */
final class SampleProcess {

	private SampleProcess() {
	}

	static Process start(List<String> options, String... arguments) throws IOException {
		String classpath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((entry) -> !entry.endsWith("test-classes"))
			.collect(Collectors.joining(File.pathSeparator));
		Stream<String> java = Stream.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:TieredStopAtLevel=1");
		Stream<String> main = Stream.of("-cp", classpath, SampleApplication.class.getName());
		Stream<String> line = Stream.of(java, options.stream(), main, Stream.of(arguments)).flatMap((part) -> part);
		return new ProcessBuilder(line.toList()).redirectErrorStream(true).start();
	}

}
