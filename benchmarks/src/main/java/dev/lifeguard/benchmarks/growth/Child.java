package dev.lifeguard.benchmarks.growth;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A process of this JVM's kind that ends with a block.
 */
final class Child implements AutoCloseable {

	private static final int FIRST_THAT_WARNS = 24;

	private static final int LONGEST_SECONDS = 180;

	private final Process process;

	private final BufferedReader output;

	/**
	 * Start a program.
	 */
	Child(String heap, Class<?> program, String... arguments) throws IOException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx" + heap));
		if (Runtime.version().feature() >= FIRST_THAT_WARNS) {
			command.add("--sun-misc-unsafe-memory-access=allow");
			command.add("--enable-native-access=ALL-UNNAMED");
		}
		command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
		command.addAll(List.of(arguments));
		this.process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
		this.output = this.process.inputReader();
		this.process.onExit().orTimeout(LONGEST_SECONDS, TimeUnit.SECONDS);
	}

	/**
	 * Return the next line.
	 */
	String line() throws IOException {
		String line = this.output.readLine();
		if (line == null) {
			throw new IOException("the program ended");
		}
		return line;
	}

	/**
	 * Return the lines that are left.
	 */
	Stream<String> lines() {
		return this.output.lines();
	}

	@Override
	public void close() throws IOException {
		this.process.destroyForcibly();
		this.output.close();
	}

}
