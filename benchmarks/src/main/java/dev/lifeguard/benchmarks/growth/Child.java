package dev.lifeguard.benchmarks.growth;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import dev.lifeguard.benchmarks.Jvm;
import org.jspecify.annotations.Nullable;

/**
 * A process of this JVM's kind that ends with a block.
 */
final class Child implements AutoCloseable {

	private static final int LONGEST_SECONDS = 180;

	private final Process process;

	private final BufferedReader output;

	/**
	 * Start a program.
	 */
	Child(String heap, Class<?> program, String... arguments) throws IOException {
		List<String> command = new ArrayList<>(
				Jvm.command("-Xmx" + heap, "-cp", System.getProperty("java.class.path"), program.getName()));
		command.addAll(List.of(arguments));
		this.process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
		this.output = this.process.inputReader();
	}

	/**
	 * Return the next line.
	 */
	String line() throws IOException {
		String line = next();
		if (line == null) {
			throw new IOException("the program ended");
		}
		return line;
	}

	/**
	 * Return the lines that are left, once the program has ended.
	 */
	List<String> lines() throws IOException {
		List<String> lines = new ArrayList<>();
		String line = next();
		while (line != null) {
			lines.add(line);
			line = next();
		}
		return lines;
	}

	// one that says nothing for so long is killed, and its output ends
	private @Nullable String next() throws IOException {
		CompletableFuture<Void> alarm = CompletableFuture.runAsync(this.process::destroyForcibly,
				CompletableFuture.delayedExecutor(LONGEST_SECONDS, TimeUnit.SECONDS));
		try {
			return this.output.readLine();
		}
		finally {
			alarm.cancel(false);
		}
	}

	@Override
	public void close() throws IOException {
		this.process.destroyForcibly();
		this.output.close();
	}

}
