package dev.lifeguard.benchmarks.limit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.lifeguard.benchmarks.contest.Turn;

/**
 * The program {@code wrk}, as Debian has it.
 */
final class Wrk {

	private static final Path PROGRAM = Path.of("/usr/bin/wrk");

	private static final Pattern CALLS = Pattern.compile("(\\d+) requests in ");

	private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([\\d.]+)");

	private static final List<String> FAILED = List.of("Non-2xx or 3xx responses", "Socket errors:");

	private static final int CHILDRENS_TIME = 13;

	private static final double MICROS_PER_TICK = 10_000;

	private final List<String> command;

	Wrk(int threads, int connections, String url) {
		this.command = List.of(PROGRAM.toString(), "-t" + threads, "-c" + connections, "-d1s", url + "/orders");
	}

	static boolean isHere() {
		return Files.isExecutable(PROGRAM);
	}

	Turn turn() throws IOException {
		long before = childrensTicks();
		Process process = new ProcessBuilder(this.command).redirectErrorStream(true).start();
		String output = new String(process.getInputStream().readAllBytes());
		process.onExit().join();
		return turn(output, (childrensTicks() - before) * MICROS_PER_TICK);
	}

	static Turn turn(String output, double cpuMicros) throws IOException {
		if (FAILED.stream().anyMatch(output::contains)) {
			throw new IOException(output);
		}
		return new Turn(number(RATE, output), cpuMicros / number(CALLS, output));
	}

	private static double number(Pattern pattern, String output) throws IOException {
		Matcher matcher = pattern.matcher(output);
		if (!matcher.find()) {
			throw new IOException(output);
		}
		return Double.parseDouble(matcher.group(1));
	}

	// it has ended when it is asked, so that its time is its parent's
	private static long childrensTicks() throws IOException {
		String[] numbers = Files.readString(Path.of("/proc/self/stat")).replaceFirst(".*\\) ", "").split(" ");
		return Long.parseLong(numbers[CHILDRENS_TIME]) + Long.parseLong(numbers[CHILDRENS_TIME + 1]);
	}

}
