package dev.lifeguard.neighbours;

import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests of the jars and poms that strangers download.
 */
class PublishedArtifactsTests {

	private static final String VERSION = System.getProperty("lifeguard.version");

	@ParameterizedTest
	@CsvSource({ "autoconfigure, lifeguard-spring-boot, dev.lifeguard",
			"starter, lifeguard-spring-boot-starter, dev.lifeguard.starter",
			"fleet-redis, lifeguard-fleet-redis, dev.lifeguard.fleet",
			"test-kit, lifeguard-spring-boot-test, dev.lifeguard.test" })
	void jarIsAModuleWithAStableName(String module, String artifact, String name) {
		assumeThat(VERSION).as("run by Maven").isNotNull();
		Path jar = Path.of("..", module, "target", artifact + "-" + VERSION + ".jar");
		assertThat(ModuleFinder.of(jar).findAll()).extracting(ModuleReference::descriptor)
			.singleElement()
			.satisfies((descriptor) -> {
				assertThat(descriptor.name()).isEqualTo(name);
				assertThat(descriptor.packages())
					.allMatch((found) -> found.startsWith(name + ".") || found.equals(name));
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "bom", "autoconfigure", "starter", "fleet-redis", "test-kit" })
	void pomSaysWhatACentralRepositoryAsksFor(String module) throws IOException {
		assertThat(pom(module)).contains("<name>", "<description>", "<url>", "<license>", "<developer>", "</scm>")
			.doesNotContain("<parent>", "${revision}", "${published", "<artifactId>netty", "io.netty", "<module.name>");
	}

	@ParameterizedTest
	@ValueSource(strings = { "lifeguard-spring-boot", "lifeguard-spring-boot-starter", "lifeguard-fleet-redis",
			"lifeguard-spring-boot-test" })
	void bomManagesEveryArtifactAndNothingElse(String artifact) throws IOException {
		String bom = pom("bom");
		assertThat(bom).contains("<artifactId>%s</artifactId>".formatted(artifact));
		assertThat(bom.split("<dependency>")).hasSize(5);
	}

	private static String pom(String module) throws IOException {
		return Files.readString(Path.of("..", module, ".flattened-pom.xml"));
	}

}
