package dev.lifeguard.fleet.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.lifeguard.fleet.RedisServer;

/**
 * An application in a JVM of its own, that may be treated badly.
 */
final class Child implements AutoCloseable {

	private static final Pattern REPORT = Pattern.compile("good=(\\d+) bad=(\\d+) .*");

	private final Process process;

	private final Path output;

	private Child(Process process, Path output) {
		this.process = process;
		this.output = output;
	}

	/**
	 * Start an application.
	 * @param settings its settings, as {@code key=value}
	 * @return the application, which is still starting
	 */
	static Child start(List<String> settings) {
		try {
			Path output = Files.createTempFile("child", ".log");
			output.toFile().deleteOnExit();
			List<String> command = new ArrayList<>(
					List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
							"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-Xmx96m", "-cp",
							System.getProperty("java.class.path"), ChildApplication.class.getName()));
			settings.forEach((setting) -> command.add("--" + setting));
			return new Child(
					new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start(),
					output);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	boolean hasBegun() {
		return good() > 0;
	}

	int good() {
		return last(1);
	}

	int bad() {
		return last(2);
	}

	private int last(int group) {
		int last = 0;
		Matcher report = REPORT.matcher(output());
		while (report.find()) {
			last = Integer.parseInt(report.group(group));
		}
		return last;
	}

	String output() {
		try {
			return Files.readString(this.output);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	void stop() {
		RedisServer.signal(this.process, "STOP");
	}

	void goOn() {
		RedisServer.signal(this.process, "CONT");
	}

	/**
	 * Kill the application without a word.
	 */
	@Override
	public void close() {
		this.process.destroyForcibly();
	}

}
