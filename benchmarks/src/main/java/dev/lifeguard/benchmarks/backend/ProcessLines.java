package dev.lifeguard.benchmarks.backend;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * Lines that a process prints. The process is ended if it keeps a reader waiting too
 * long.
 *
 * @since 0.1.0
 */
public final class ProcessLines {

	private final Process process;

	private final BufferedReader output;

	/**
	 * Read what a process prints.
	 * @param process the process
	 */
	public ProcessLines(Process process) {
		this.process = process;
		this.output = process.inputReader();
	}

	/**
	 * Return the next line.
	 * @param millis how long to wait for it
	 * @return the line, or {@code null} if the process has ended, or was ended by this
	 * @throws IOException if nothing can be read
	 */
	public @Nullable String next(long millis) throws IOException {
		CompletableFuture<Void> alarm = CompletableFuture.runAsync(this.process::destroyForcibly,
				CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS));
		try {
			return this.output.readLine();
		}
		finally {
			alarm.cancel(false);
		}
	}

	/**
	 * Return the next line that begins with a word, and skip others, such as what an
	 * application logs.
	 * @param word the word
	 * @param millis how long to wait for each line
	 * @return the line
	 * @throws IOException if nothing can be read, or the process has ended, or was ended
	 * by this
	 */
	public String next(String word, long millis) throws IOException {
		String line = next(millis);
		while (line != null && !line.startsWith(word)) {
			line = next(millis);
		}
		if (line == null) {
			throw new IOException("the program ended");
		}
		return line;
	}

}
