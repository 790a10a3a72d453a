package dev.lifeguard.benchmarks.backend;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;

import dev.lifeguard.benchmarks.Jvm;

/**
 * Backends that run in a process of their own, which ends with this.
 *
 * @since 0.1.0
 */
public final class BackendProcess implements AutoCloseable {

	private static final long PATIENCE_MILLIS = 60_000;

	private static final int WORKERS = 4;

	private final Process process;

	private final ProcessLines output;

	private final PrintStream input;

	private final List<Integer> ports;

	private BackendProcess(Process process) throws IOException {
		this.process = process;
		this.output = new ProcessLines(process);
		this.input = new PrintStream(process.getOutputStream(), true);
		this.ports = Arrays.stream(line().split(" ")).map(Integer::valueOf).toList();
	}

	/**
	 * Start backends with four workers each.
	 * @param count how many
	 * @return the running backends
	 * @throws IOException if they do not start
	 */
	public static BackendProcess start(int count) throws IOException {
		return start(count, WORKERS);
	}

	/**
	 * Start backends.
	 * @param count how many
	 * @param workers how many requests each of them works on at once
	 * @return the running backends
	 * @throws IOException if they do not start
	 */
	public static BackendProcess start(int count, int workers) throws IOException {
		Process process = new ProcessBuilder(Jvm.command("-Xmx256m", "-cp", System.getProperty("java.class.path"),
				BackendServer.class.getName(), "" + count, "" + workers))
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
		return new BackendProcess(process);
	}

	/**
	 * Return where a backend is.
	 * @param index which
	 * @return its base URL
	 */
	public String url(int index) {
		return "http://127.0.0.1:" + this.ports.get(index);
	}

	/**
	 * Let all backends have a trouble, or none.
	 * @param trouble the trouble
	 * @throws IOException if they have ended
	 */
	public void trouble(Trouble trouble) throws IOException {
		ask("trouble " + trouble);
	}

	/**
	 * End what goes on at all backends, and forget what they have seen.
	 * @throws IOException if they have ended
	 */
	public void reset() throws IOException {
		ask("reset");
	}

	/**
	 * Return what a backend has seen since the last reset.
	 * @param index which
	 * @return what it has seen
	 * @throws IOException if it has ended
	 */
	public BackendStats stats(int index) throws IOException {
		return BackendStats.parse(ask("stats " + index));
	}

	private String ask(String command) throws IOException {
		this.input.println(command);
		return line();
	}

	private String line() throws IOException {
		String line = this.output.next(PATIENCE_MILLIS);
		if (line == null) {
			throw new IOException("the backends have ended");
		}
		return line;
	}

	@Override
	public void close() {
		this.input.close();
		this.process.destroy();
	}

}
