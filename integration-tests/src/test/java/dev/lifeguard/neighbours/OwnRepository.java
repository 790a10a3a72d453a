package dev.lifeguard.neighbours;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A local Maven repository that has this build's artifacts, and links to everything that
 * the usual one has. So nothing of ours is left behind in the usual one, and nothing else
 * is fetched twice.
 */
final class OwnRepository {

	private static final Path MODULES = Path.of("..");

	private final Path folder;

	private final String version;

	private OwnRepository(Path folder, String version) {
		this.folder = folder;
		this.version = version;
	}

	/**
	 * Make a repository.
	 * @param folder where it is to be
	 * @param usual the usual repository
	 * @param version the version of this build
	 * @return the folder
	 */
	static Path make(Path folder, Path usual, String version) throws IOException {
		OwnRepository repository = new OwnRepository(folder, version);
		link(usual, folder, "dev");
		link(usual.resolve("dev"), folder.resolve("dev"), "lifeguard");
		repository.addPom("bom", "lifeguard-bom");
		repository.addJar("autoconfigure", "lifeguard-spring-boot");
		repository.addJar("starter", "lifeguard-spring-boot-starter");
		return folder;
	}

	private static void link(Path from, Path to, String except) throws IOException {
		Files.createDirectories(to);
		if (Files.isDirectory(from)) {
			for (Path entry : entries(from)) {
				if (!entry.getFileName().toString().equals(except)) {
					Files.createSymbolicLink(to.resolve(entry.getFileName()), entry);
				}
			}
		}
	}

	private static List<Path> entries(Path folder) throws IOException {
		try (Stream<Path> entries = Files.list(folder)) {
			return entries.toList();
		}
	}

	private void addJar(String module, String artifact) throws IOException {
		addPom(module, artifact);
		// what was packaged, which is more than what was compiled
		Files.copy(MODULES.resolve(module).resolve("target").resolve(artifact + "-" + this.version + ".jar"),
				place(artifact, ".jar"));
	}

	private void addPom(String module, String artifact) throws IOException {
		Files.copy(MODULES.resolve(module).resolve(".flattened-pom.xml"), place(artifact, ".pom"));
	}

	private Path place(String artifact, String extension) throws IOException {
		return Files.createDirectories(this.folder.resolve("dev/lifeguard").resolve(artifact).resolve(this.version))
			.resolve(artifact + "-" + this.version + extension);
	}

}
