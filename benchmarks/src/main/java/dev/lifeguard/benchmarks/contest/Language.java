package dev.lifeguard.benchmarks.contest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.lifeguard.benchmarks.Jvm;

/**
 * Language of a load program, and the command that starts it.
 *
 * @since 0.1.0
 */
public enum Language {

	/** Java, in a JVM like this one. */
	JAVA {

		@Override
		List<String> command(Path folder) {
			return java("dev.lifeguard.benchmarks.load.LoadProgram");
		}

		@Override
		boolean isHere() {
			return true;
		}

	},

	/** Java, with nothing but Netty: what the transport allows. */
	NETTY {

		@Override
		List<String> command(Path folder) {
			return java("dev.lifeguard.benchmarks.limit.RawClient");
		}

		@Override
		boolean isHere() {
			return true;
		}

	},

	/** Python, with the system's own interpreter and its package {@code requests}. */
	PYTHON {

		@Override
		List<String> command(Path folder) throws IOException {
			return List.of("/usr/bin/python3", unpacked(folder, "requests_load.py"));
		}

		@Override
		boolean isHere() {
			return runs("/usr/bin/python3", "-c", "import requests");
		}

	},

	/** JavaScript, on Node. */
	NODE {

		@Override
		List<String> command(Path folder) throws IOException {
			return List.of("node", unpacked(folder, "node_load.mjs"));
		}

		@Override
		boolean isHere() {
			return runs("node", "--version");
		}

	},

	/** Go, compiled when it is needed first. */
	GO {

		@Override
		List<String> command(Path folder) throws IOException {
			Path program = folder.resolve("go_load");
			if (!Files.exists(program)) {
				ProcessBuilder build = new ProcessBuilder("go", "build", "-o", program.toString(),
						unpacked(folder, "go_load.go"));
				build.environment().put("GO111MODULE", "off");
				if (!runs(build)) {
					throw new IOException("go_load.go does not compile");
				}
			}
			return List.of(program.toString());
		}

		@Override
		boolean isHere() {
			return runs("go", "version");
		}

	};

	/**
	 * Return the command that starts the load program.
	 * @param folder where it may be put
	 * @return the command, without arguments for the program
	 * @throws IOException if it cannot be put there
	 */
	abstract List<String> command(Path folder) throws IOException;

	/**
	 * Return whether what it needs is installed.
	 */
	abstract boolean isHere();

	boolean isJava() {
		return this == JAVA || this == NETTY;
	}

	private static List<String> java(String program) {
		return Jvm.command("-Xmx512m", program);
	}

	private static String unpacked(Path folder, String program) throws IOException {
		Path file = folder.resolve(program);
		if (Files.exists(file)) {
			// another contestant may be reading it
			return file.toString();
		}
		try (InputStream source = Language.class.getResourceAsStream("/" + program)) {
			if (source == null) {
				throw new IOException(program + " is not on the class path");
			}
			Files.write(file, source.readAllBytes());
		}
		return file.toString();
	}

	private static boolean runs(String... command) {
		return runs(new ProcessBuilder(command));
	}

	private static boolean runs(ProcessBuilder command) {
		try {
			Process process = command.redirectError(ProcessBuilder.Redirect.DISCARD)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start();
			return process.waitFor() == 0;
		}
		catch (IOException ex) {
			return false;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

}
