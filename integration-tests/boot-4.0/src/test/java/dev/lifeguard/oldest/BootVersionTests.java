package dev.lifeguard.oldest;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringBootVersion;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The Spring Boot that the tests of this module run with is the oldest one.
 */
class BootVersionTests {

	private static final String OLDEST = System.getProperty("spring-boot.version");

	@Test
	void bootIsTheOldestOne() {
		assertThat(SpringBootVersion.getVersion()).isEqualTo(OLDEST).startsWith("4.0.");
	}

	@Test
	void noModuleOfBootIsNewer() {
		assertThat(jars().filter((jar) -> jar.startsWith("spring-boot"))).hasSizeGreaterThan(10)
			.allMatch((jar) -> jar.endsWith("-" + OLDEST + ".jar"));
	}

	@Test
	void lifeguardIsPackaged() {
		assertThat(jars()).as("built with mvn package or verify")
			.anyMatch((jar) -> jar.matches("lifeguard-spring-boot-\\d.*\\.jar"));
	}

	private static Stream<String> jars() {
		return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.map((entry) -> Path.of(entry).getFileName().toString());
	}

}
