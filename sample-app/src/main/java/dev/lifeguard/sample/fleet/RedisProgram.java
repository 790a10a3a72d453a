package dev.lifeguard.sample.fleet;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Finds the program {@code redis-server}.
 */
final class RedisProgram {

	private static final String NAME = "redis-server";

	// not everybody's path has the second
	private static final List<String> USUAL = List.of("/usr/bin", "/usr/sbin");

	private RedisProgram() {
	}

	/**
	 * Return whether it is where it is looked for.
	 */
	static boolean isInstalled() {
		return installed().isPresent();
	}

	/**
	 * Find it.
	 * @param written where it must be, if that is written
	 * @throws NoRedisException if it is not there
	 */
	static Path find(@Nullable String written) {
		return (written != null) ? at(Path.of(written))
				: installed().orElseThrow(
						() -> new NoRedisException("--fleet needs Redis, and there is no %s on the PATH, nor in %s."
							.formatted(NAME, String.join(" or ", USUAL))));
	}

	private static Path at(Path program) {
		if (!Files.isExecutable(program)) {
			throw new NoRedisException("--fleet needs Redis, and there is no program %s.".formatted(program));
		}
		return program;
	}

	private static Optional<Path> installed() {
		String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
		return Stream.concat(Stream.of(path.split(File.pathSeparator)), USUAL.stream())
			.filter((folder) -> !folder.isEmpty())
			.map((folder) -> Path.of(folder, NAME))
			.filter(Files::isExecutable)
			.findFirst();
	}

}
