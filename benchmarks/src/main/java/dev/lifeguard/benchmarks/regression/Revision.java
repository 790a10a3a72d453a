package dev.lifeguard.benchmarks.regression;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The library as it is in a commit, with the benchmarks as they are here: what differs
 * between two revisions is the library alone.
 */
final class Revision {

	private static final String LIBRARY = "lifeguard-spring-boot-\\d.*\\.jar";

	private static final Path BENCHMARKS = Path.of("benchmarks", "target");

	private static final String JAR = "benchmarks.jar";

	private final String commit;

	private final Path folder;

	private Revision(String commit, Path folder) {
		this.commit = commit;
		this.folder = folder;
	}

	/**
	 * Build the library of a commit of the repository in the current folder.
	 * @param commit anything that git takes for a commit
	 * @param folder where it may be put
	 * @return the revision
	 * @throws IOException if it cannot be built
	 */
	static Revision build(String commit, Path folder) throws IOException {
		Path sources = folder.resolve("sources");
		// one that was not removed in time is still listed
		run(List.of("git", "worktree", "prune"));
		run(List.of("git", "worktree", "add", "--detach", sources.toString(), commit));
		try {
			run(List.of("mvn", "-q", "-B", "-f", sources.toString(), "-pl", "autoconfigure", "-DskipTests", "package"));
			return new Revision(commit, assemble(folder, only(sources.resolve("autoconfigure/target"))));
		}
		finally {
			run(List.of("git", "worktree", "remove", "--force", sources.toString()));
		}
	}

	private static Path assemble(Path folder, Path library) throws IOException {
		Path libraries = Files.createDirectories(folder.resolve("lib"));
		Files.copy(BENCHMARKS.resolve(JAR), folder.resolve(JAR));
		try (Stream<Path> all = Files.list(BENCHMARKS.resolve("lib"))) {
			for (Path other : all.toList()) {
				Path target = libraries.resolve(other.getFileName());
				Files.copy(isLibrary(other) ? library : other, target);
			}
		}
		return folder;
	}

	private static Path only(Path target) throws IOException {
		try (Stream<Path> files = Files.list(target)) {
			return files.filter(Revision::isLibrary).findFirst().orElseThrow();
		}
	}

	private static boolean isLibrary(Path file) {
		return file.getFileName().toString().matches(LIBRARY);
	}

	private static void run(List<String> command) throws IOException {
		Process process = new ProcessBuilder(command).inheritIO().start();
		try {
			if (process.waitFor() != 0) {
				throw new IOException(String.join(" ", command) + " failed");
			}
		}
		catch (InterruptedException ex) {
			process.destroy();
			Thread.currentThread().interrupt();
			throw new IOException("interrupted", ex);
		}
	}

	String commit() {
		return this.commit;
	}

	/**
	 * Return the class path of a load program with this library.
	 */
	String classPath() {
		return this.folder.resolve(JAR).toString();
	}

}
