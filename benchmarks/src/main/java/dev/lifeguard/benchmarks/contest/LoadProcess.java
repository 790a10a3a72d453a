package dev.lifeguard.benchmarks.contest;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.lifeguard.benchmarks.backend.ProcessLines;
import dev.lifeguard.benchmarks.load.Job;

/**
 * A load program that runs: what it is told, and what can be seen of it from outside.
 *
 * @since 0.1.0
 */
public final class LoadProcess implements AutoCloseable {

	private static final long PATIENCE_MILLIS = 60_000;

	// an end may write an archive of classes
	private static final long END_SECONDS = 10;

	private final Contestant contestant;

	private final Path folder;

	private final Process process;

	private final ProcessLines output;

	private final PrintStream input;

	private long openUntil;

	private LoadProcess(Contestant contestant, Path folder, Process process) {
		this.contestant = contestant;
		this.folder = folder;
		this.process = process;
		this.output = new ProcessLines(process);
		this.input = new PrintStream(process.getOutputStream(), true);
	}

	/**
	 * Start a load program. It is ready when {@link #awaitReady()} returns.
	 * @param contestant whose calls it makes
	 * @param folder where files may be put
	 * @param baseUrl whom it calls
	 * @param threads the threads of the service that calls: a number, and {@code v} for
	 * virtual ones
	 * @param environment what else it is told: {@code CONNECTIONS}, the most connections
	 * of a tuned client, and {@code CLASSPATH}, if it is not this JVM's
	 * @param options further options for its runtime, if that is a JVM
	 * @return the running program
	 * @throws IOException if it does not start
	 */
	public static LoadProcess start(Contestant contestant, Path folder, String baseUrl, String threads,
			Map<String, String> environment, String... options) throws IOException {
		List<String> command = new ArrayList<>(contestant.language().command(folder));
		if (contestant.language() == Language.JAVA) {
			command.addAll(1, List.of(options));
		}
		command.addAll(List.of(contestant.name(), baseUrl, threads));
		ProcessBuilder program = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
		program.environment().put("CLASSPATH", System.getProperty("java.class.path"));
		program.environment().putAll(environment);
		return new LoadProcess(contestant, folder, program.start());
	}

	/**
	 * Return whose calls it makes.
	 * @return the contestant
	 */
	public Contestant contestant() {
		return this.contestant;
	}

	/**
	 * Wait until the client has been made.
	 * @throws IOException if the program has ended
	 */
	public void awaitReady() throws IOException {
		answer("ready", PATIENCE_MILLIS);
	}

	/**
	 * Let it make a new client, as if the program had just been started. It is ready when
	 * {@link #awaitReady()} returns.
	 */
	public void renew() {
		this.input.println("renew");
	}

	/**
	 * Begin to look for the most memory that the process has, from now on.
	 * @throws IOException if the kernel does not let it
	 */
	public void forgetPeakMemory() throws IOException {
		Files.writeString(Path.of("/proc", String.valueOf(this.process.pid()), "clear_refs"), "5");
	}

	/**
	 * Let some callers make one call after the other, whatever happens to them: a client
	 * that is new may be late.
	 * @param job what they do
	 * @param callers how many there are
	 * @param millis for how long
	 * @throws IOException if the program has ended
	 */
	public void warmUp(Job job, int callers, int millis) throws IOException {
		tell(job, callers, millis);
	}

	/**
	 * Let some callers make one call after the other, and say if some calls failed.
	 * @param job what they do
	 * @param callers how many there are
	 * @param millis for how long
	 * @return how many calls succeeded, and what each of them allocated
	 * @throws IOException if the program has ended
	 */
	public Closed closed(Job job, int callers, int millis) throws IOException {
		String[] numbers = tell(job, callers, millis);
		long succeeded = Long.parseLong(numbers[0]);
		long failed = Long.parseLong(numbers[1]);
		String failure = "%d of %d calls of %s failed".formatted(failed, succeeded + failed, this.contestant.label());
		if (failed > 0) {
			System.out.println(failure);
		}
		if (failed > succeeded) {
			return Closed.USELESS;
		}
		return new Closed(succeeded, (numbers.length > 2) ? Double.parseDouble(numbers[2]) / succeeded : Double.NaN);
	}

	private String[] tell(Job job, int callers, int millis) throws IOException {
		this.input.printf("closed %s %d %d%n", job.name().toLowerCase(Locale.ROOT), callers, millis);
		return answer("closed", millis + PATIENCE_MILLIS).split(" ");
	}

	/**
	 * Let it make the calls of a schedule, and return at once.
	 * @param startMillis when it begins, in milliseconds since 1970
	 * @param schedule the calls
	 * @param millis how long it waits for the last of them, from the start
	 */
	public void open(long startMillis, Schedule schedule, int millis) {
		this.openUntil = startMillis + millis;
		this.input.printf("open %d %s %s %d%n", startMillis, schedule.file(), outcomes(), millis);
	}

	/**
	 * Wait for the end of what {@link #open} began.
	 * @return what became of the calls
	 * @throws IOException if the program has ended
	 */
	public Outcomes awaitOutcomes() throws IOException {
		answer("open", this.openUntil - System.currentTimeMillis() + PATIENCE_MILLIS);
		return Outcomes.read(outcomes());
	}

	private Path outcomes() {
		return this.folder.resolve(this.contestant.name() + ".outcomes");
	}

	private String answer(String word, long millis) throws IOException {
		String line = this.output.next(millis);
		if (line == null || !line.startsWith(word)) {
			throw new IOException(this.contestant.label() + " said " + line + " instead of " + word);
		}
		return line.substring(word.length()).strip();
	}

	/**
	 * Return the processor time that the process has used, all of its threads.
	 * @return the time in microseconds, in steps of the kernel's clock tick
	 */
	public long cpuMicros() {
		return TimeUnit.NANOSECONDS.toMicros(this.process.toHandle().info().totalCpuDuration().orElseThrow().toNanos());
	}

	/**
	 * Return the most memory that the process has had.
	 * @return the resident set in KiB
	 * @throws IOException if the kernel does not tell
	 */
	public long peakMemoryKib() throws IOException {
		return kib("VmHWM:");
	}

	/**
	 * Return the memory that the process has now.
	 * @return the resident set in KiB
	 * @throws IOException if the kernel does not tell
	 */
	public long memoryKib() throws IOException {
		return kib("VmRSS:");
	}

	private long kib(String name) throws IOException {
		try (var lines = Files.lines(Path.of("/proc", String.valueOf(this.process.pid()), "status"))) {
			return lines.filter((line) -> line.startsWith(name))
				.mapToLong((line) -> Long.parseLong(line.replaceAll("\\D", "")))
				.findFirst()
				.orElseThrow();
		}
	}

	@Override
	public void close() {
		this.input.println("quit");
		this.input.close();
		try {
			if (!this.process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
				this.process.destroyForcibly();
			}
		}
		catch (InterruptedException ex) {
			this.process.destroyForcibly();
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Result of callers that made one call after the other.
	 *
	 * @param succeeded how many calls succeeded
	 * @param bytesPerCall what each of them allocated, or not a number if the program
	 * does not tell
	 */
	public record Closed(long succeeded, double bytesPerCall) {

		/** Most calls failed: their number says nothing. */
		static final Closed USELESS = new Closed(0, Double.NaN);

	}

}
