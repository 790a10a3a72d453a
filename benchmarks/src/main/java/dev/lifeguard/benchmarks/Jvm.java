package dev.lifeguard.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Another JVM like this one, and what this one can do.
 *
 * @since 0.1.0
 */
public final class Jvm {

	private static final int FIRST_WITH_VIRTUAL_THREADS = 21;

	private static final int FIRST_THAT_WARNS = 24;

	private Jvm() {
	}

	/**
	 * Return the command that starts a JVM.
	 * @param rest its own options, the program and its arguments
	 * @return the command
	 */
	public static List<String> command(String... rest) {
		String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
		return Stream.of(Stream.of(java), options().stream(), Stream.of(rest)).flatMap((words) -> words).toList();
	}

	/**
	 * Return the options without which a JVM warns of what Netty does.
	 * @return the options that this version knows
	 */
	public static List<String> options() {
		return (Runtime.version().feature() >= FIRST_THAT_WARNS)
				? List.of("--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED") : List.of();
	}

	/**
	 * Return whether this JVM has virtual threads.
	 * @return whether it has them
	 */
	public static boolean hasVirtualThreads() {
		return Runtime.version().feature() >= FIRST_WITH_VIRTUAL_THREADS;
	}

}
