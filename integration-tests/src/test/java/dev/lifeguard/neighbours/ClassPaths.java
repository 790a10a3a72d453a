package dev.lifeguard.neighbours;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The class paths of all kinds of applications, with and without the starter, as Maven
 * resolves them.
 */
final class ClassPaths {

	private static final String STARTER = "dev.lifeguard:lifeguard-spring-boot-starter";

	private static final String PARENT = """
			<project xmlns="http://maven.apache.org/POM/4.0.0">
				<modelVersion>4.0.0</modelVersion>
				<parent>
					<groupId>org.springframework.boot</groupId>
					<artifactId>spring-boot-starter-parent</artifactId>
					<version>%s</version>
					<relativePath/>
				</parent>
				<groupId>test</groupId>
				<artifactId>kinds</artifactId>
				<version>1</version>
				<packaging>pom</packaging>
				<modules>%s</modules>
				<dependencyManagement>
					<dependencies>
						<dependency>
							<groupId>dev.lifeguard</groupId>
							<artifactId>lifeguard-bom</artifactId>
							<version>%s</version>
							<type>pom</type>
							<scope>import</scope>
						</dependency>
					</dependencies>
				</dependencyManagement>
			</project>
			""";

	private static final String MODULE = """
			<project xmlns="http://maven.apache.org/POM/4.0.0">
				<modelVersion>4.0.0</modelVersion>
				<parent>
					<groupId>test</groupId>
					<artifactId>kinds</artifactId>
					<version>1</version>
				</parent>
				<artifactId>%s</artifactId>
				<dependencies>%s</dependencies>
			</project>
			""";

	private final Path folder;

	private ClassPaths(Path folder) {
		this.folder = folder;
	}

	/**
	 * Have Maven resolve them.
	 * @param folder where there is room for projects
	 * @return the class paths
	 */
	static ClassPaths resolve(Path folder) throws IOException, InterruptedException {
		ClassPaths paths = new ClassPaths(folder.resolve("kinds"));
		paths.write();
		paths.run(OwnRepository.make(folder.resolve("repository"), Path.of(System.getProperty("maven.repository")),
				System.getProperty("lifeguard.version")));
		return paths;
	}

	private void write() throws IOException {
		List<String> modules = new ArrayList<>();
		for (Kind kind : Kind.values()) {
			for (boolean added : new boolean[] { false, true }) {
				modules.add("<module>%s</module>".formatted(name(kind, added)));
				List<String> dependencies = new ArrayList<>(kind.dependencies());
				if (added) {
					dependencies.add(STARTER);
				}
				Files.createDirectories(module(kind, added));
				Files.writeString(module(kind, added).resolve("pom.xml"), MODULE.formatted(name(kind, added),
						dependencies.stream().map(ClassPaths::dependency).collect(Collectors.joining())));
			}
		}
		Files.writeString(this.folder.resolve("pom.xml"), PARENT.formatted(System.getProperty("spring-boot.version"),
				String.join("", modules), System.getProperty("lifeguard.version")));
	}

	private static String dependency(String text) {
		String[] parts = text.split(":");
		String version = (parts.length > 2)
				? "<version>%s</version>".formatted(System.getProperty(parts[2].replaceAll("[{}]", ""))) : "";
		return "<dependency><groupId>%s</groupId><artifactId>%s</artifactId>%s</dependency>".formatted(parts[0],
				parts[1], version);
	}

	private static String name(Kind kind, boolean added) {
		return kind.name().toLowerCase(Locale.ROOT) + (added ? "-added" : "");
	}

	private Path module(Kind kind, boolean added) {
		return this.folder.resolve(name(kind, added));
	}

	private void run(Path repository) throws IOException, InterruptedException {
		Path output = this.folder.resolve("output");
		ProcessBuilder maven = new ProcessBuilder(Path.of(System.getProperty("maven.home"), "bin", "mvn").toString(),
				"-B", "-q", "dependency:build-classpath", "-Dmdep.outputFile=classpath",
				"-Dmaven.repo.local=" + repository, "-Dnetty.version=" + System.getProperty("netty.version"))
			.directory(this.folder.toFile())
			.redirectErrorStream(true)
			.redirectOutput(output.toFile());
		maven.environment()
			.putAll(Map.of("JAVA_HOME", System.getProperty("java.home"), "MAVEN_OPTS", "-XX:TieredStopAtLevel=1"));
		Process process = maven.start();
		boolean ended = process.waitFor(5, TimeUnit.MINUTES);
		process.destroy();
		assertThat(ended && process.exitValue() == 0).as(Files.readString(output)).isTrue();
	}

	/**
	 * Return the class path of a kind of application, the classes of these tests first.
	 * @param kind the kind
	 * @param added whether the starter was added
	 * @return the class path
	 */
	String of(Kind kind, boolean added) throws IOException {
		return Path.of("target/test-classes").toAbsolutePath() + File.pathSeparator
				+ Files.readString(module(kind, added).resolve("classpath")).strip();
	}

}
