package dev.lifeguard.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * No module of the repository has the kit on the class path of its production code.
 */
class ClassPathTests {

	private static final Pattern DEPENDENCY = Pattern.compile("<dependency>.*?</dependency>", Pattern.DOTALL);

	private static final Pattern MANAGED = Pattern.compile("<dependencyManagement>.*?</dependencyManagement>",
			Pattern.DOTALL);

	private static Stream<String> dependencies(Path pom) {
		try {
			return DEPENDENCY.matcher(MANAGED.matcher(Files.readString(pom)).replaceAll(""))
				.results()
				.map(MatchResult::group);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Test
	void kitIsForTestsOnly() throws IOException {
		try (Stream<Path> files = Files.walk(Path.of(".."), 3)) {
			List<String> kits = files.filter((file) -> file.endsWith("pom.xml"))
				.flatMap(ClassPathTests::dependencies)
				.filter((dependency) -> dependency.contains("<artifactId>lifeguard-spring-boot-test<"))
				.toList();
			assertThat(kits).hasSizeGreaterThanOrEqualTo(3)
				.allSatisfy((dependency) -> assertThat(dependency).contains("<scope>test</scope>"));
		}
	}

}
