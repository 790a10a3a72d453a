package dev.lifeguard.benchmarks.cold;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import dev.lifeguard.benchmarks.Jvm;

/**
 * Classes that a training run has left for later ones: an AOT cache where the JVM has
 * one, else an archive of application class data sharing.
 *
 * @param file where they are
 */
record Archive(Path file) {

	private static final int FIRST_WITH_AOT_CACHE = 25;

	private static final int LONGEST_SECONDS = 180;

	private static boolean isCache() {
		return Runtime.version().feature() >= FIRST_WITH_AOT_CACHE;
	}

	/**
	 * Return what it is called.
	 */
	static String title() {
		return isCache() ? "AOT cache" : "AppCDS";
	}

	/**
	 * Make a training run of an application, which ends when its context is refreshed. It
	 * has no backend.
	 */
	static Archive of(Entrant entrant) throws IOException, InterruptedException {
		Path file = Files.createTempFile("cold", ".archive");
		Files.delete(file);
		Process process = new ProcessBuilder(
				Jvm.command("-Xmx512m", (isCache() ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + file,
						"-Dspring.context.exit=onRefresh", "-cp", System.getProperty("java.class.path"),
						ColdProgram.class.getName(), entrant.name(), "http://127.0.0.1:1", "0"))
			.redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start();
		if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS) || !Files.exists(file)) {
			process.destroyForcibly();
			throw new IOException("the training run of %s has left nothing".formatted(entrant));
		}
		return new Archive(file);
	}

	/**
	 * Return the option of a JVM that uses it.
	 */
	String option() {
		return (isCache() ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + this.file;
	}

	void delete() throws IOException {
		Files.deleteIfExists(this.file);
	}

}
