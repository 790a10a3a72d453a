package dev.lifeguard.benchmarks.soak;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

import dev.lifeguard.benchmarks.Jvm;
import dev.lifeguard.benchmarks.backend.BackendProcess;
import dev.lifeguard.benchmarks.backend.ProcessLines;

/**
 * The process of the {@link SoakProgram}, seen from outside.
 */
final class SoakProcess implements AutoCloseable {

	private static final long PATIENCE_MILLIS = 60_000;

	private final Process process;

	private final ProcessLines output;

	private final PrintStream input;

	private SoakProcess(Process process) {
		this.process = process;
		this.output = new ProcessLines(process);
		this.input = new PrintStream(process.getOutputStream(), true);
	}

	static SoakProcess start(BackendProcess backends, int remotes) throws IOException {
		List<String> command = new ArrayList<>(Jvm.command("-Xmx512m", "-Dleak=" + Boolean.getBoolean("leak"), "-cp",
				System.getProperty("java.class.path"), SoakProgram.class.getName()));
		for (int i = 0; i < remotes; i++) {
			command.add(backends.url(i));
		}
		return new SoakProcess(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
	}

	/**
	 * Begin a round of calls.
	 */
	void begin(long millis) {
		this.input.println(millis);
	}

	/**
	 * Wait for the sample at the end of a round. The first one comes by itself.
	 */
	String sample() throws IOException {
		return this.output.next("sample ", PATIENCE_MILLIS);
	}

	@Override
	public void close() {
		this.input.close();
		this.process.destroyForcibly();
	}

}
